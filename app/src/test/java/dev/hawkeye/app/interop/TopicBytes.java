package dev.hawkeye.app.interop;

import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Every committed record of every topic as our own serdes read it, in the form in which {@link ConfluentClient} prints
 * them. */
record TopicBytes(String kafka, Function<String, SchemaRegistry> registries, Topics topics) {

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Schema> topic : topics.schemas().entrySet()) {
            Class<?> generated = SpecificData.get().getClass(topic.getValue());
            Class<? extends SpecificRecord> type = generated.asSubclass(SpecificRecord.class);
            for (ConsumerRecord<String, ? extends SpecificRecord> record : all(topic.getKey(), type)) {
                lines.add(String.join(
                        "\t",
                        topic.getKey(),
                        String.valueOf(record.partition()),
                        String.valueOf(record.offset()),
                        type.getSimpleName(),
                        ConfluentClient.fields(
                                record.value(),
                                new SpecificDatumWriter<>(record.value().getSchema()))));
            }
        }
        return lines;
    }

    private <T extends SpecificRecord> List<ConsumerRecord<String, T>> all(String topic, Class<T> type) {
        Deserializer<T> values = registries.apply(topic).serde(type).deserializer();
        try (KafkaConsumer<String, T> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new StringDeserializer(),
                values)) {
            return ToTheEnd.read(consumer, topic);
        }
    }
}
