package dev.hawkeye.detector.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.detector.trial.TrialFigures;
import dev.hawkeye.kafka.FollowerThread;
import dev.hawkeye.kafka.InstanceName;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelRecord;
import dev.hawkeye.schemas.ModelState;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.ModelTrial;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Follows the {@code models} topic: takes the detector to the model that it names, stage by stage
 * ({@link ModelTransition}), and reports the progress on {@code model-status}. Without a model on the topic, nothing
 * changes. While Kafka does not answer, it retries, and no stage begins.
 *
 * <p>Owns a thread and its clients from {@link #start()} to {@link #close()}.
 */
public final class ModelFollower implements AutoCloseable {
    static final Duration REPORT_INTERVAL = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(ModelFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final AtomicInteger OF_THIS_PROCESS = new AtomicInteger();

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final ModelBay bay;
    private final ModelStock stock;
    private final ModelTransition transition;
    private final BrokerClock clock = new BrokerClock(System::currentTimeMillis);
    private final String instance;
    private final StatusRecords words;
    private final Deserializer<ModelRecord> deserializer;
    private final Serializer<ModelStatus> serializer;
    private final ThrottledLog trouble = ThrottledLog.once(log);
    private final FollowerThread thread = new FollowerThread("hawkeye-models", this::run);

    /** Confined to the thread, like the following fields. */
    private InstanceStates states;

    private Producer<byte[], byte[]> producer;
    private ActiveModel wanted;
    private long wantedMillis;
    private long reportedNanos;
    private ModelStatus ownRefusal; // null when there is none
    private List<Object> reported = List.of();

    /**
     * @param kafka native properties, with {@code bootstrap.servers}
     * @param directory for downloaded models
     * @param key verifies the signatures of published models; empty when models need no signature
     * @param bay the models of the detector
     */
    public ModelFollower(
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            Path directory,
            Optional<PublicKey> key,
            ModelBay bay) {
        this.kafka = Map.copyOf(kafka);
        this.topics = topics;
        this.registry = registry;
        this.bay = bay;
        this.instance = name();
        this.words = new StatusRecords(instance, bay);
        this.deserializer = registry.serde(ModelRecord.class).deserializer();
        this.serializer = registry.serde(ModelStatus.class).serializer();
        this.stock = new ModelStock(
                this.kafka,
                topics.models(),
                deserializer,
                new ModelCache(directory),
                key,
                ModelDownload.trustingAsTheJvm(),
                thread::isClosing);
        this.transition = new ModelTransition(bay, stock, new SiteWords(), thread::isClosing);
    }

    /** HOST/PROCESS, with a numeric suffix for the second and further detectors of a process. */
    private static String name() {
        int before = OF_THIS_PROCESS.getAndIncrement();
        return InstanceName.own() + (before == 0 ? "" : "-" + (before + 1));
    }

    /**
     * Uses the model that was in use before a restart, so that no frame has to wait for Kafka or is analyzed by another
     * model in the meantime. Call before {@link #start()}.
     */
    public void useLast() {
        stock.lastUsed().ifPresent(file -> {
            try {
                bay.use(file);
            } catch (ModelException | IllegalStateException e) {
                log.warn("Model {} of the last run is not used: {}", file, e.getMessage());
            }
        });
    }

    /** Returns at once, even if no broker is reachable. */
    public void start() {
        thread.start();
    }

    private void run() {
        try (Producer<byte[], byte[]> made = producer()) {
            producer = made;
            while (!thread.isClosing()) {
                try (InstanceStates said = InstanceStates.open(kafka, topics, registry);
                        TopicScan opened = TopicScan.fromBeginning(kafka, topics.models())) {
                    states = said;
                    thread.reads(opened);
                    wanted = null;
                    opened.toEnd(this::take);
                    follow(opened);
                } catch (WakeupException e) {
                    log.debug("woken up to end");
                } catch (KafkaException e) {
                    trouble.warn("Topic {} cannot be read: {}; retrying", topics.models(), e.getMessage());
                    thread.pause();
                } finally {
                    thread.reads(null);
                }
            }
            report(ModelState.STOPPED);
        } catch (RuntimeException e) {
            log.error("Topic {} is no longer followed; restart the detector: {}", topics.models(), e.toString());
            log.debug("following models failed", e);
        }
    }

    private void follow(TopicScan from) {
        while (!thread.isClosing()) {
            states.poll(Duration.ZERO);
            if (wanted != null && !transition.follows(wanted)) {
                transition.follow(wanted, wantedMillis);
                report(ModelState.LOADING);
                forget(states.obsolete(wanted.getRevision()));
            }
            transition.step(clock.millis());
            List<Object> now =
                    Arrays.asList(transition.state(), transition.revision(), transition.until(), bay.inUse());
            if (!now.equals(reported) || System.nanoTime() - reportedNanos > REPORT_INTERVAL.toNanos()) {
                reported = now;
                report(transition.state());
                repeatRefusal();
            }
            from.poll(POLL, this::take);
            trouble.reset();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (TopicScan.key(record).equals(ModelKeys.ACTIVE)) {
            ActiveModel next = ModelDesk.activeOf(record.value(), deserializer, topics.models());
            if (next != null) {
                wanted = next;
                wantedMillis = record.timestamp();
            } else {
                trouble.warn("{} at offset {} names no model; the one in use stays", record.topic(), record.offset());
            }
        }
    }

    /** The reports of all detectors, including this one. */
    private final class SiteWords implements ModelTransition.Words {
        @Override
        public Optional<String> refusal(ActiveModel of) {
            return states.refusal(of);
        }

        @Override
        public ModelTransition.Compared compared(ActiveModel of) {
            Optional<TrialFigures> own = bay.figures();
            long frames = own.map(TrialFigures::frames).orElse(0L);
            long objects = own.map(one -> one.agreement().expected()).orElse(0L);
            for (ModelTrial other : states.trials(of, instance)) {
                frames += other.getFrames();
                objects += other.getObjectsBefore();
            }
            return new ModelTransition.Compared(frames, objects);
        }

        @Override
        public void refuse(ActiveModel model, String why) {
            ownRefusal = words.refusal(model, why);
            send(ModelKeys.refused(model.getRevision()), ownRefusal);
        }
    }

    private void report(ModelState state) {
        send(instance, words.of(state, transition));
        reportedNanos = System.nanoTime();
    }

    /** Resends a refusal that the others missed because Kafka was unavailable. */
    private void repeatRefusal() {
        if (ownRefusal != null
                && wanted != null
                && transition.state() == ModelState.REFUSED
                && ownRefusal.getRevision() == transition.revision()
                && states.refusal(wanted).isEmpty()) {
            send(ModelKeys.refused(ownRefusal.getRevision()), ownRefusal);
        }
    }

    private void forget(List<String> keys) {
        keys.forEach(key -> {
            var unused = producer.send(new ProducerRecord<>(topics.modelStatus(), key.getBytes(UTF_8), null));
        });
    }

    private void send(String key, ModelStatus status) {
        byte[] value = serializer.serialize(topics.modelStatus(), status);
        var unused = producer.send(
                new ProducerRecord<>(topics.modelStatus(), key.getBytes(UTF_8), value), (sent, failure) -> {
                    if (failure == null && sent.hasTimestamp()) {
                        clock.heard(sent.timestamp());
                    }
                });
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reports that the detector stops, if Kafka is reachable, within a few seconds. */
    @Override
    public void close() {
        thread.close();
    }
}
