package dev.hawkeye.detector.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.kafka.InstanceName;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelRecord;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic {@code models}: fetches the model that is to be in use, checks it, has the detector use it, and says
 * on {@code model-status} how that went. A model that fails a check is refused, and the one in use stays. Without a model
 * on the topic nothing changes. While Kafka does not answer it retries.
 *
 * <p>Owns a thread and its clients from {@link #start()} to {@link #close()}.
 */
public final class ModelFollower implements AutoCloseable {
    static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(ModelFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final ModelCache cache;
    private final Consumer<Path> use;
    private final Supplier<ModelInfo> inUse;
    private final String instance;
    private final Deserializer<ModelRecord> deserializer;
    private final Serializer<ModelStatus> serializer;
    private final ThrottledLog trouble = ThrottledLog.once(log);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "hawkeye-models");
    private volatile TopicScan scan;

    /** These belong to the thread. */
    private ActiveModel wanted;

    private ActiveModel handled;
    private ModelState state = ModelState.IN_USE;
    private String reason;
    private long handledRevision;
    private long reportedNanos;

    /**
     * @param kafka native properties, with {@code bootstrap.servers}
     * @param directory for models that were fetched
     * @param use has the detector use a file from now on; throws a {@link ModelException} or an {@link
     *     IllegalStateException} when it does not
     * @param inUse the model that the detector uses
     */
    public ModelFollower(
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            Path directory,
            Consumer<Path> use,
            Supplier<ModelInfo> inUse) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.cache = new ModelCache(directory);
        this.use = use;
        this.inUse = inUse;
        this.instance = InstanceName.own();
        this.deserializer = registry.serde(ModelRecord.class).deserializer();
        this.serializer = registry.serde(ModelStatus.class).serializer();
        thread.setDaemon(true);
    }

    /**
     * Uses the model that was in use before a restart, so that no frame has to wait for Kafka, or be analyzed by another
     * model meanwhile. To be called before {@link #start()}.
     */
    public void useLast() {
        cache.lastUsed().ifPresent(file -> {
            try {
                use.accept(file);
            } catch (ModelException | IllegalStateException e) {
                log.warn("Model {} of the last run is not used: {}", file, e.getMessage());
            }
        });
    }

    /** Returns at once, even if no broker can be reached. */
    public void start() {
        thread.start();
    }

    private void run() {
        try (Producer<byte[], byte[]> producer = producer()) {
            while (!isClosing()) {
                try (TopicScan opened = TopicScan.fromBeginning(kafka, topics.models())) {
                    scan = opened;
                    wanted = null;
                    opened.toEnd(this::take);
                    follow(opened, producer);
                } catch (WakeupException e) {
                    log.debug("woken up to end");
                } catch (KafkaException e) {
                    trouble.warn("Topic {} is not followed: {}; retrying", topics.models(), e.getMessage());
                    pause();
                } finally {
                    scan = null;
                }
            }
            state = ModelState.STOPPED;
            report(producer);
        } catch (RuntimeException e) {
            log.error("Topic {} is followed no longer, restart the detector: {}", topics.models(), e.toString());
            log.debug("following models failed", e);
        }
    }

    private void follow(TopicScan from, Producer<byte[], byte[]> producer) {
        while (!isClosing()) {
            if (wanted != null && !wanted.equals(handled)) {
                change(wanted, producer);
            }
            if (System.nanoTime() - reportedNanos > REPORT_INTERVAL.toNanos() || reportedNanos == 0) {
                report(producer);
            }
            from.poll(POLL, this::take);
            trouble.reset();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (ModelKeys.text(record.key()).equals(ModelKeys.ACTIVE)) {
            ActiveModel next = ModelDesk.activeOf(record.value(), deserializer, topics.models());
            if (next != null) {
                wanted = next;
            } else {
                trouble.warn("{} at offset {} names no model; the one in use stays", record.topic(), record.offset());
            }
        }
    }

    private void change(ActiveModel to, Producer<byte[], byte[]> producer) {
        PublishedModel model = to.getModel();
        state = ModelState.LOADING;
        reason = null;
        handledRevision = to.getRevision();
        report(producer);
        try {
            ModelDescription.check(model);
            Optional<Path> known = cache.find(model);
            Path file = known.isPresent() && ModelDigest.ofFile(known.get()).equals(model.getSha256())
                    ? known.get()
                    : fetch(model);
            use.accept(file);
            state = ModelState.IN_USE;
            cache.used(model);
        } catch (ModelException | IllegalStateException e) {
            refuse(model, e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            refuse(model, "it cannot be kept in data-directory (" + e.getMessage() + "): it needs free space there");
        }
        handled = to;
        tidy(to);
        report(producer);
    }

    private void refuse(PublishedModel model, String why) {
        if (state == ModelState.IN_USE) {
            log.warn("Model {} is in use, but not after a restart: {}", model.getName(), why);
            return;
        }
        state = ModelState.REFUSED;
        reason = why;
        log.error(
                "Model {} is refused, {} stays in use: {}",
                model.getName(),
                inUse.get().name(),
                why);
    }

    /** The one in use is another than the last one published when that was refused. */
    private void tidy(ActiveModel active) {
        List<String> digests = new ArrayList<>(
                List.of(active.getModel().getSha256(), inUse.get().sha256()));
        if (active.getPrevious() != null) {
            digests.add(active.getPrevious().getSha256());
        }
        try {
            cache.keepOnly(digests);
        } catch (IOException e) {
            trouble.warn("Models that are no longer needed cannot be deleted: {}", e.toString());
        }
    }

    private Path fetch(PublishedModel model) throws IOException {
        try (ModelCache.Draft draft = cache.draft(model);
                TopicScan parts = TopicScan.fromBeginning(kafka, topics.models())) {
            parts.toEnd(record -> {
                OptionalInt index = ModelKeys.index(ModelKeys.text(record.key()), model.getSha256());
                if (index.isPresent() && !isClosing()) {
                    draft.part(index, part(record.value()));
                }
            });
            return draft.finish();
        }
    }

    private ByteBuffer part(byte[] value) {
        try {
            ModelRecord record = value == null ? null : deserializer.deserialize(topics.models(), value);
            return record == null ? null : record.getPart();
        } catch (UndecodableException e) {
            return null;
        }
    }

    private void report(Producer<byte[], byte[]> producer) {
        ModelInfo now = inUse.get();
        ModelStatus status =
                new ModelStatus(instance, state, handledRevision, now.name(), now.sha256(), reason, Instant.now());
        var unused = producer.send(new ProducerRecord<>(
                topics.modelStatus(), instance.getBytes(UTF_8), serializer.serialize(topics.modelStatus(), status)));
        reportedNanos = System.nanoTime();
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            boolean unused = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that the detector ends, if Kafka is there to hear it; within some seconds. */
    @Override
    public void close() {
        closing.countDown();
        TopicScan waiting = scan;
        if (waiting != null) {
            waiting.wakeup();
        }
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
