package dev.hawkeye.app.interop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The program of another team, for a process of its own: Confluent's serializers on the Kafka client and the Avro that
 * come with them, and nothing of Hawkeye's besides this class. {@link ConfluentProcess} starts it.
 */
final class ConfluentClient {

    private ConfluentClient() {}

    /**
     * {@code read TOPICS} prints every committed record, a line each: topic, partition, offset, the schema's name, and
     * all its fields in Avro's binary form as Base64.
     * {@code copy TOPIC CAMERA COPY} writes the records of one camera once more, as those of another camera.
     *
     * @param arguments Kafka, registry, command, its arguments; those with a {@code =} are more properties
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("schema.registry.url", arguments[1]);
        List<String> command = new ArrayList<>();
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            int equals = argument.indexOf('=');
            if (equals < 0) {
                command.add(argument);
            } else {
                properties.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        List<String> operands = command.subList(1, command.size());
        switch (command.get(0)) {
            case "read" -> read(properties, operands);
            case "copy" -> copy(properties, operands.get(0), operands.get(1), operands.get(2));
            default -> throw new IllegalArgumentException("read or copy, not " + command);
        }
    }

    private static void read(Map<String, Object> properties, List<String> topics) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        for (String topic : topics) {
            for (ConsumerRecord<String, GenericRecord> record : all(properties, topic)) {
                GenericRecord value = record.value();
                String name = value.getSchema().getName();
                out.println(String.join(
                        "\t", topic, place(record), name, fields(value, new GenericDatumWriter<>(value.getSchema()))));
            }
        }
        out.flush();
    }

    private static String place(ConsumerRecord<?, ?> record) {
        return record.partition() + "\t" + record.offset();
    }

    /** A record in Avro's binary form, as Base64. */
    static <T extends IndexedRecord> String fields(T record, DatumWriter<T> writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        writer.write(record, encoder);
        encoder.flush();
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static List<ConsumerRecord<String, GenericRecord>> all(Map<String, Object> properties, String topic) {
        Map<String, Object> consumerProperties = new HashMap<>(properties);
        consumerProperties.put("isolation.level", "read_committed");
        consumerProperties.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
        consumerProperties.put("value.deserializer", "io.confluent.kafka.serializers.KafkaAvroDeserializer");
        try (KafkaConsumer<String, GenericRecord> consumer = new KafkaConsumer<>(consumerProperties)) {
            return ToTheEnd.read(consumer, topic);
        }
    }

    private static void copy(Map<String, Object> properties, String topic, String camera, String copy) {
        Map<String, Object> producerProperties = new HashMap<>(properties);
        producerProperties.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        producerProperties.put("value.serializer", "io.confluent.kafka.serializers.KafkaAvroSerializer");
        try (KafkaProducer<String, GenericRecord> producer = new KafkaProducer<>(producerProperties)) {
            for (ConsumerRecord<String, GenericRecord> record : all(properties, topic)) {
                if (record.key().equals(camera)) {
                    GenericRecord value = record.value();
                    value.put("camera", copy);
                    var unused = producer.send(new ProducerRecord<>(topic, copy, value), (sent, failure) -> {
                        if (failure != null) {
                            throw new IllegalStateException(failure);
                        }
                    });
                }
            }
        }
    }
}
