package dev.hawkeye.detector.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.kafka.KafkaAnswer;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.DriftBound;
import dev.hawkeye.schemas.ModelRecord;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.Rollout;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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
 * What an operator does with the {@code models} topic: publish a model, roll back to the previous one, ask which one is
 * in use. If two operators publish at the same moment, the later one wins; neither deletes what the other has written.
 * Not thread-safe.
 */
public final class ModelDesk {
    /** For this long, parts of a model that no record names may belong to one that is being published. */
    private static final Duration PUBLISHING = Duration.ofHours(1);

    private static final int DRIFT_EVERY_FRAMES = 500;

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final String topic;
    private final Serializer<ModelRecord> serializer;
    private final Deserializer<ModelRecord> deserializer;

    /** @param kafka native properties, with {@code bootstrap.servers} */
    public ModelDesk(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.registry = registry;
        this.topic = topics.models();
        this.serializer = registry.serde(ModelRecord.class).serializer();
        this.deserializer = registry.serde(ModelRecord.class).deserializer();
    }

    /**
     * How a model is offered to the detectors.
     *
     * @param name its name in detections
     * @param rollout how it is tried; empty to use it at once, untried
     * @param key signs it; empty to leave it unsigned
     * @param original the model it was made from, compared with it for as long as it is in use; empty for none
     * @param by who publishes it
     */
    public record Offer(
            String name, Optional<Rollout> rollout, Optional<PrivateKey> key, Optional<Original> original, String by) {
        /** Used at once, unsigned, without comparison. */
        public Offer(String name, String by) {
            this(name, Optional.empty(), Optional.empty(), Optional.empty(), by);
        }
    }

    /**
     * What a model was made from, such as the FP32 model of an INT8 model.
     *
     * @param file has been checked
     * @param name its name, for people
     * @param minAgreement minimum agreement (F1) of a camera over one hour, 0 to 1
     */
    public record Original(Path file, String name, double minAgreement) {}

    /**
     * A model, and how it is compared with its original.
     *
     * @param model null for the configured one
     * @param drift null if it is not compared
     */
    private record Watched(PublishedModel model, DriftBound drift) {
        static Watched of(ActiveModel active) {
            return new Watched(active.getModel(), active.getDrift());
        }

        static Watched previous(ActiveModel active) {
            return new Watched(active.getPrevious(), active.getPreviousDrift());
        }

        static Watched inUse(Standing standing, Instant now) {
            return new Watched(
                    standing.inUse(now).orElse(null), standing.drift(now).orElse(null));
        }
    }

    /** The contents of the topic: the active model, and when each part was written. */
    private record Stock(Optional<ActiveModel> active, long activeMillis, Map<String, Long> parts, long newestMillis) {}

    /**
     * The record that was published last.
     *
     * @return empty if none was ever published
     * @throws KafkaException when Kafka does not answer
     */
    public Optional<ActiveModel> active() {
        return stock().active();
    }

    /**
     * The record that was published last, and its status.
     *
     * @return empty if none was ever published
     * @throws KafkaException when Kafka does not answer
     */
    public Optional<Standing> standing() {
        return standing(stock());
    }

    private Optional<Standing> standing(Stock stock) {
        if (stock.active().isEmpty()) {
            return Optional.empty();
        }
        ActiveModel active = stock.active().get();
        try (InstanceStates states = InstanceStates.open(kafka, topics, registry)) {
            return Optional.of(
                    new Standing(active, Instant.ofEpochMilli(stock.activeMillis()), states.refusal(active)));
        }
    }

    /**
     * Fetches the file of a published model into a local folder, the way a detector fetches it.
     *
     * @param key verifies the signature; empty to accept an unsigned model
     * @throws ModelException when it is incomplete, or not signed
     * @throws IOException when the folder cannot be written, or the model's address cannot be read
     */
    public Path fetch(PublishedModel model, Path folder, Optional<PublicKey> key) throws IOException {
        return new ModelStock(
                        kafka,
                        topic,
                        deserializer,
                        new ModelCache(folder),
                        key,
                        ModelDownload.trustingAsTheJvm(),
                        () -> false)
                .file(model);
    }

    private Stock stock() {
        Map<String, Long> parts = new HashMap<>();
        ActiveModel[] active = new ActiveModel[1];
        long[] millis = new long[2];
        try (TopicScan scan = TopicScan.fromBeginning(kafka, topic)) {
            scan.toEnd(record -> {
                String key = TopicScan.key(record);
                millis[1] = Math.max(millis[1], record.timestamp());
                if (ModelKeys.isPart(key)) {
                    if (record.value() == null) {
                        parts.remove(key);
                    } else {
                        parts.put(key, record.timestamp());
                    }
                } else if (key.equals(ModelKeys.ACTIVE)) {
                    active[0] = activeOf(record.value(), deserializer, topic);
                    millis[0] = record.timestamp();
                }
            });
        }
        return new Stock(Optional.ofNullable(active[0]), millis[0], parts, millis[1]);
    }

    /** @return null if the value is not such a record */
    static ActiveModel activeOf(byte[] value, Deserializer<ModelRecord> deserializer, String topic) {
        try {
            ModelRecord record = value == null ? null : deserializer.deserialize(topic, value);
            return record == null ? null : record.getActive();
        } catch (UndecodableException e) {
            return null;
        }
    }

    /**
     * Publishes a model: first all of its parts, then the record that names it. Then deletes the parts of models that
     * are no longer needed.
     *
     * @param file has been checked
     * @param progress receives the percentage written so far
     * @return the record
     * @throws UserException when the file cannot be published, with the remedy
     * @throws KafkaException when Kafka does not accept it; the model in use stays
     */
    public ActiveModel publish(Path file, Offer offer, IntConsumer progress) throws InterruptedException {
        try (Producer<byte[], byte[]> producer = producer()) {
            return offer(producer, put(producer, file, offer.name(), progress), offer);
        }
    }

    /** Writes the parts of a file to the topic. */
    private PublishedModel put(Producer<byte[], byte[]> producer, Path file, String name, IntConsumer progress)
            throws InterruptedException {
        ModelDescription.checkName(name);
        try {
            long size = Files.size(file);
            int parts = ModelDescription.parts(Math.min(size, 1L << 40));
            PublishedModel model = new PublishedModel(ModelDigest.ofFile(file), name, size, parts, null, null);
            ModelDescription.check(model);
            sendParts(producer, file, model, progress);
            return model;
        } catch (IOException e) {
            throw new UserException(file + " cannot be read (" + e + "): check its permissions", e);
        }
    }

    /**
     * Publishes a model that the detectors download themselves.
     *
     * @param address https://…
     * @param sha256 digest of the file at {@code address}
     * @return the record
     * @throws UserException when it cannot be published, with the remedy
     * @throws KafkaException when Kafka does not accept it; the model in use stays
     */
    public ActiveModel publishAt(String address, String sha256, Offer offer) throws InterruptedException {
        PublishedModel model = new PublishedModel(sha256.toLowerCase(Locale.ROOT), offer.name(), 0L, 0, address, null);
        ModelDescription.check(model);
        try (Producer<byte[], byte[]> producer = producer()) {
            return offer(producer, model, offer);
        }
    }

    /** Reads the topic once more: others may have published while the parts were written. */
    private ActiveModel offer(Producer<byte[], byte[]> producer, PublishedModel model, Offer offer)
            throws InterruptedException {
        sign(model, offer);
        DriftBound drift =
                offer.original().isPresent() ? drift(producer, offer.original().get(), offer) : null;
        Stock stock = stock();
        Watched before = standing(stock).map(one -> before(one, model)).orElse(new Watched(null, null));
        return activate(
                producer,
                stock,
                new Watched(model, drift),
                before,
                offer.rollout().orElse(null),
                offer.by());
    }

    /** The model to return to from the next one. */
    private static Watched before(Standing standing, PublishedModel next) {
        Instant now = Instant.now();
        Watched inUse = Watched.inUse(standing, now);
        boolean same = inUse.model() != null && inUse.model().getSha256().equals(next.getSha256());
        return same && !standing.isReturned() && !standing.isTried(now) ? Watched.previous(standing.active()) : inUse;
    }

    private static void sign(PublishedModel model, Offer offer) {
        offer.key().ifPresent(key -> model.setSignature(ByteBuffer.wrap(ModelSignature.sign(model, key))));
    }

    private DriftBound drift(Producer<byte[], byte[]> producer, Original original, Offer offer)
            throws InterruptedException {
        PublishedModel model = put(producer, original.file(), original.name(), percent -> {});
        sign(model, offer);
        return new DriftBound(model, DRIFT_EVERY_FRAMES, original.minAgreement());
    }

    /**
     * Rolls back to the previous model; before the first published model, that is the configured one of each detector.
     * If a model is on trial, ends the trial instead.
     *
     * @return the record; its rollout is withdrawn if a trial was ended, or if no published model is in use anymore
     * @throws UserException when there is no model to roll back to
     */
    public ActiveModel rollback(String by) throws InterruptedException {
        Stock stock = stock();
        Standing standing = standing(stock)
                .orElseThrow(() -> new UserException("there is no model to return to: none was published"));
        ActiveModel active = standing.active();
        if (standing.isReturned()) {
            throw new UserException(
                    "there is no model to return to: " + active.getModel().getName()
                            + " is not in use, but the one before it; publish the one that you want");
        }
        try (Producer<byte[], byte[]> producer = producer()) {
            if (standing.isTried(Instant.now()) || active.getPrevious() == null) {
                Rollout withdrawn = withdrawn(active.getRollout());
                Watched ended = new Watched(active.getModel(), null);
                return activate(producer, stock, ended, Watched.previous(active), withdrawn, by);
            }
            return activate(producer, stock, Watched.previous(active), Watched.of(active), null, by);
        }
    }

    /** @param rollout null for a model that was put in use untried */
    private static Rollout withdrawn(Rollout rollout) {
        return rollout == null
                ? new Rollout(0L, 0L, List.of(), 0L, 1.0, 0.0, 1.0, false, true)
                : Rollout.newBuilder(rollout).setWithdrawn(true).build();
    }

    private ActiveModel activate(
            Producer<byte[], byte[]> producer, Stock stock, Watched next, Watched previous, Rollout rollout, String by)
            throws InterruptedException {
        long revision = stock.active().map(ActiveModel::getRevision).orElse(0L) + 1;
        ActiveModel active = new ActiveModel(
                next.model(), previous.model(), revision, by, Instant.now(), rollout, next.drift(), previous.drift());
        send(producer, ModelKeys.ACTIVE, new ModelRecord(active, null));
        tidy(producer);
        return active;
    }

    /** Deletes the parts that the newest record does not name and that nobody may be about to name. */
    private void tidy(Producer<byte[], byte[]> producer) throws InterruptedException {
        Stock stock = stock();
        Set<String> needed = new HashSet<>();
        stock.active().stream().flatMap(Named::models).forEach(model -> needed.add(model.getSha256()));
        stock.parts().forEach((key, millis) -> {
            if (stock.newestMillis() - millis < PUBLISHING.toMillis()) {
                needed.add(ModelKeys.modelOf(key));
            }
        });
        for (String key : stock.parts().keySet()) {
            if (!needed.contains(ModelKeys.modelOf(key))) {
                send(producer, key, null);
            }
        }
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

    /** Waits for Kafka's acknowledgment, so that records become visible in the order of the calls. */
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
