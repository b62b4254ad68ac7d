package dev.hawkeye.detector.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.kafka.KafkaAnswer;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelRecord;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.onnx.ModelDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * What an operator does with the topic {@code models}: publish a model, return to the previous one, ask which is in use.
 * Meant for one operator at a time: of two who publish at once, the later one wins, and the pieces of the other may be
 * gone. Used by one thread.
 */
public final class ModelDesk {
    private final Map<String, Object> kafka;
    private final String topic;
    private final Serializer<ModelRecord> serializer;
    private final Deserializer<ModelRecord> deserializer;

    /** @param kafka native properties, with {@code bootstrap.servers} */
    public ModelDesk(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topics.models();
        this.serializer = registry.serde(ModelRecord.class).serializer();
        this.deserializer = registry.serde(ModelRecord.class).deserializer();
    }

    /** What is on the topic: the model in use, and the keys of all parts. */
    private record Stock(Optional<ActiveModel> active, Set<String> parts) {}

    /**
     * Which model is in use.
     *
     * @return empty before the first was published
     * @throws KafkaException when Kafka does not answer
     */
    public Optional<ActiveModel> active() {
        return stock().active();
    }

    private Stock stock() {
        Set<String> parts = new HashSet<>();
        ActiveModel[] active = new ActiveModel[1];
        try (TopicScan scan = TopicScan.fromBeginning(kafka, topic)) {
            scan.toEnd(record -> {
                String key = ModelKeys.text(record.key());
                if (ModelKeys.isPart(key)) {
                    if (record.value() == null) {
                        parts.remove(key);
                    } else {
                        parts.add(key);
                    }
                } else if (key.equals(ModelKeys.ACTIVE)) {
                    active[0] = activeOf(record.value(), deserializer, topic);
                }
            });
        }
        return new Stock(Optional.ofNullable(active[0]), parts);
    }

    /** @return null for what is no such record */
    static ActiveModel activeOf(byte[] value, Deserializer<ModelRecord> deserializer, String topic) {
        try {
            ModelRecord record = value == null ? null : deserializer.deserialize(topic, value);
            return record == null ? null : record.getActive();
        } catch (UndecodableException e) {
            return null;
        }
    }

    /**
     * Publishes a model, and makes it the one in use: first all of its pieces, then the record that names it. Then deletes
     * the pieces of all models but this and the one before.
     *
     * @param file has been checked
     * @param name under which it is published
     * @param by who does it
     * @param progress hears how many percent are written
     * @return what is in use now
     * @throws UserException when the file cannot be published, with the remedy
     * @throws KafkaException when Kafka does not accept it; the model in use stays
     */
    public ActiveModel publish(Path file, String name, String by, IntConsumer progress) throws InterruptedException {
        ModelDescription.checkName(name);
        try {
            long size = Files.size(file);
            PublishedModel model = new PublishedModel(
                    ModelDigest.ofFile(file), name, size, ModelDescription.parts(Math.min(size, 1L << 40)));
            ModelDescription.check(model);
            Stock stock = stock();
            try (Producer<byte[], byte[]> producer = producer()) {
                sendParts(producer, file, model, progress);
                PublishedModel before =
                        stock.active().map(ActiveModel::getModel).orElse(null);
                boolean same = before != null && before.getSha256().equals(model.getSha256());
                PublishedModel previous = same ? stock.active().get().getPrevious() : before;
                return activate(producer, model, previous, stock, by);
            }
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e + "): check its permissions", e);
        }
    }

    /**
     * Makes the previous model the one in use again.
     *
     * @throws UserException when there is none
     */
    public ActiveModel rollback(String by) throws InterruptedException {
        Stock stock = stock();
        PublishedModel target = stock.active()
                .map(ActiveModel::getPrevious)
                .orElseThrow(() -> new UserException("there is no model to return to: none was published before the one"
                        + " in use; publish the one that you want"));
        try (Producer<byte[], byte[]> producer = producer()) {
            return activate(producer, target, stock.active().get().getModel(), stock, by);
        }
    }

    private ActiveModel activate(
            Producer<byte[], byte[]> producer, PublishedModel next, PublishedModel before, Stock stock, String by)
            throws InterruptedException {
        long revision = stock.active().map(ActiveModel::getRevision).orElse(0L) + 1;
        ActiveModel active = new ActiveModel(next, before, revision, by, Instant.now());
        send(producer, ModelKeys.ACTIVE, new ModelRecord(active, null));
        for (String key : stock.parts()) {
            String owner = ModelKeys.modelOf(key);
            if (!owner.equals(next.getSha256()) && (before == null || !owner.equals(before.getSha256()))) {
                send(producer, key, null);
            }
        }
        return active;
    }

    private void sendParts(Producer<byte[], byte[]> producer, Path file, PublishedModel model, IntConsumer progress)
            throws IOException, InterruptedException {
        try (InputStream in = Files.newInputStream(file)) {
            for (int index = 0; index < model.getParts(); index++) {
                byte[] part = in.readNBytes(ModelDescription.PART_BYTES);
                send(producer, ModelKeys.part(model.getSha256(), index), new ModelRecord(null, ByteBuffer.wrap(part)));
                progress.accept(100 * (index + 1) / model.getParts());
            }
        }
    }

    /** Waits until Kafka has it: the order of what can be seen is that of the calls. */
    private void send(Producer<byte[], byte[]> producer, String key, ModelRecord value) throws InterruptedException {
        byte[] bytes = value == null ? null : serializer.serialize(topic, value);
        RecordMetadata unused = KafkaAnswer.of(producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), bytes)));
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
        properties.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
