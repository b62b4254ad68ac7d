package dev.hawkeye.site.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.kafka.KafkaAnswer;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.SettingEdit;
import dev.hawkeye.schemas.SettingRecord;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.CameraSecrets;
import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.site.yaml.SettingText;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads and changes the camera settings on {@code site-settings}, and reads their history.
 *
 * <p><b>Concurrent changes.</b> Every change uses a producer with the same transactional id. When a later one starts,
 * Kafka fences the earlier producer, whose transaction can then not be committed. So the settings that a change was
 * checked against are still current when it is written, without a lock or a server. A change may name the revision that
 * it is based on, and is refused when there is a newer one.
 *
 * <p>No clients stay open between calls. Not thread-safe.
 */
public final class SettingsDesk {
    /** Length of the history, in revisions. */
    private static final int KEPT_REVISIONS = 100;

    private static final Duration VISIBLE = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 50;
    private static final int PATIENCE_MILLIS = 15_000;
    /** Limits the size of a record, which contains a setting's text before and after. */
    private static final int MAX_TEXT = 256 << 10;

    /** What a process takes from its file while it runs, but never from the topic: it is secret. */
    private static final List<String> IN_THE_FILE = List.of("notify.targets", "notify.secrets", "camera-secrets");

    /** Changes are totally ordered, so all are in one partition, however many the topic has. */
    private static final int PARTITION = 0;

    private final Map<String, Object> kafka;
    private final String topic;
    private final String transactionalId;
    private final Serializer<SettingRecord> serializer;
    private final Deserializer<SettingRecord> deserializer;
    private final Seed seed;
    private final Consumer<LiveSettings> check;
    private final int keptRevisions;

    /** The initial content of {@code site-settings}. */
    public interface Seed {
        /**
         * @return texts by {@link SettingKeys}
         * @throws UserException when they are unknown here
         */
        SortedMap<String, String> texts();
    }

    /**
     * @param kafka native properties, with {@code bootstrap.servers}
     * @param seed used before the first change
     * @param check throws a {@link UserException} when settings are invalid
     */
    public SettingsDesk(
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            Seed seed,
            Consumer<LiveSettings> check) {
        this(kafka, topics, registry, seed, check, KEPT_REVISIONS);
    }

    /** @param keptRevisions length of the history */
    SettingsDesk(
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            Seed seed,
            Consumer<LiveSettings> check,
            int keptRevisions) {
        this.keptRevisions = keptRevisions;
        this.kafka = Map.copyOf(kafka);
        this.topic = topics.siteSettings();
        this.transactionalId = topic;
        this.serializer = registry.serde(SettingRecord.class).serializer();
        this.deserializer = registry.serde(SettingRecord.class).deserializer();
        this.seed = seed;
        this.check = check;
    }

    /** Reads the current settings. @throws KafkaException when Kafka does not answer */
    public LiveSettings current() {
        return read().current();
    }

    /** The last revisions, newest first. @throws KafkaException when Kafka does not answer */
    public List<Revision> history() {
        return List.copyOf(read().history().descendingMap().values());
    }

    private SettingsLog read() {
        SettingsLog read = new SettingsLog(topic, deserializer);
        try (TopicScan scan = TopicScan.fromBeginning(kafka, topic)) {
            scan.toEnd(read::take);
        }
        return read;
    }

    /**
     * Changes settings, all or nothing.
     *
     * @param base revision that the change is based on; empty for any
     * @param by author
     * @param what a short description
     * @param edit maps the current texts, by {@link SettingKeys}, to the new ones; before the first change, it gets
     *     those of the seed
     * @return the new revision
     * @throws StaleSettings when there is a newer revision
     * @throws UserException when the result has an error, or nothing changes
     * @throws KafkaException when Kafka does not accept it; after a
     *     {@link org.apache.kafka.common.errors.TimeoutException}, it may have been written nevertheless: check
     *     {@link #current()}
     */
    public Revision change(OptionalLong base, String by, String what, UnaryOperator<SortedMap<String, String>> edit)
            throws InterruptedException {
        return write(by, read -> {
            LiveSettings current = read.current();
            if (base.isPresent() && base.getAsLong() != current.revision()) {
                throw new StaleSettings("the settings were changed by " + current.by() + " in the meantime: revision "
                        + current.revision() + " instead of " + base.getAsLong() + "; look at them again");
            }
            return new Plan(what, 0, edits(current.texts(), edit.apply(new TreeMap<>(current.texts()))));
        });
    }

    /**
     * Undoes a revision: each setting that it changed gets its previous value.
     *
     * @param number of the revision; empty for the last one that has not been undone
     * @throws StaleSettings when one of the settings has changed since
     */
    public Revision undo(OptionalLong number, String by) throws InterruptedException {
        return write(by, read -> {
            Revision undone = undone(read, number);
            SortedMap<String, String> texts = read.current().texts();
            for (Edit edit : undone.edits()) {
                if (!Objects.equals(texts.get(edit.key()), edit.after())) {
                    throw new StaleSettings(edit.key() + " was changed again after revision " + undone.number()
                            + ": undo the later one first, or set it");
                }
            }
            List<Edit> back = undone.edits().stream().map(Edit::reversed).toList();
            return new Plan("undo " + undone.number() + ": " + undone.what(), undone.number(), back);
        });
    }

    private static Revision undone(SettingsLog read, OptionalLong number) {
        Revision revision = number.isPresent()
                ? read.history().get(number.getAsLong())
                : read.lastToUndo().orElse(null);
        if (revision == null) {
            throw new UserException((number.isPresent()
                            ? "revision " + number.getAsLong() + " is not known"
                            : "nothing is left to undo")
                    + ": `./hawkeye settings history` prints the last changes");
        }
        if (revision.number() == 1) {
            throw new UserException("revision 1 has the cameras of hawkeye.yaml, and cannot be undone");
        }
        return revision;
    }

    /** A planned change. */
    private record Plan(String what, long undoes, List<Edit> edits) {}

    private Revision write(String by, Function<SettingsLog, Plan> planning) throws InterruptedException {
        try (Producer<byte[], byte[]> producer = producer()) {
            producer.initTransactions(); // from here on, no one else can commit
            SettingsLog read = read();
            List<Revision> made = new ArrayList<>();
            if (read.current().isNone()) {
                Revision first = revision(read, by, new Plan("seed", 0, edits(new TreeMap<>(), seed.texts())));
                first.edits().forEach(SettingsDesk::checkText);
                read.apply(first);
                made.add(first);
            }
            Revision last = revision(read, by, planning.apply(read));
            if (last.edits().isEmpty()) {
                throw new UserException("nothing to change: the settings have these values already");
            }
            last.edits().forEach(SettingsDesk::checkText);
            read.apply(last);
            check.accept(read.current());
            made.add(last);
            commit(producer, made, read);
            return last;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new StaleSettings(
                    "somebody else changed the settings at the same moment: look at them, and try again");
        }
    }

    private static Revision revision(SettingsLog read, String by, Plan plan) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Revision(read.current().revision() + 1, by, now, plan.what(), plan.undoes(), plan.edits());
    }

    private static List<Edit> edits(SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .map(key -> new Edit(key, before.get(key), after.get(key)))
                .toList();
    }

    private static void checkText(Edit edit) {
        if (edit.after() == null) {
            return;
        }
        if (edit.after().length() > MAX_TEXT) {
            throw new ConfigException(edit.key() + ": must be at most " + MAX_TEXT + " characters, got: "
                    + edit.after().length());
        }
        ObjectNode keys = SettingText.object(edit.after(), edit.key());
        if (edit.key().equals(SettingKeys.VALUES)) {
            keys.fieldNames().forEachRemaining(SettingsDesk::checkPath);
        }
        if (edit.key().equals(SettingKeys.PROFILE) && !LiveSettings.isByHand(keys)) {
            throw new ConfigException(edit.key() + ": must be {use: NAME} and nothing else");
        }
        String url = keys.path("url").asText();
        if (SettingKeys.isCamera(edit.key()) && CameraSecrets.exposes(url)) {
            String id = SettingKeys.cameraId(edit.key());
            throw new ConfigException(edit.key()
                    + ": url must not contain a user or password, which everybody could read on the topic "
                    + "site-settings: write ${" + id + "} in their place, and put camera-secrets: {" + id
                    + ": \"USER:PASSWORD\"} in the file of the process that reads the camera");
        }
    }

    private static void checkPath(String path) {
        if (IN_THE_FILE.contains(path)) {
            throw new ConfigException(path + " does not belong on the topic site-settings, which others read: change it"
                    + " in the file of the process that uses it, which needs no restart");
        }
        if (!SettingKeys.VALUE_PATHS.contains(path)) {
            throw new ConfigException(
                    path + " cannot change while the site runs: set it in the file, and restart; only keys of"
                            + " cameras can change, and " + String.join(", ", SettingKeys.VALUE_PATHS));
        }
    }

    private void commit(Producer<byte[], byte[]> producer, List<Revision> made, SettingsLog read)
            throws InterruptedException {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Revision revision : made) {
            revision.edits().forEach(edit -> sent.add(send(producer, edit.key(), textRecord(edit.after()))));
            for (int i = 0; i < revision.edits().size(); i++) {
                sent.add(send(producer, SettingKeys.change(revision.number(), i), editRecord(revision, i)));
            }
        }
        long last = made.get(made.size() - 1).number();
        for (Revision old : read.history().headMap(last - keptRevisions, true).values()) {
            for (int i = 0; i < old.edits().size(); i++) {
                sent.add(send(producer, SettingKeys.change(old.number(), i), null));
            }
        }
        for (Future<RecordMetadata> each : sent) {
            RecordMetadata unused = KafkaAnswer.of(each);
        }
        producer.commitTransaction();
        awaitVisible(last);
    }

    /** Waits until a revision is readable: a transaction becomes visible shortly after its commit. */
    private void awaitVisible(long revision) throws InterruptedException {
        long end = System.nanoTime() + VISIBLE.toNanos();
        while (read().current().revision() < revision && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static SettingRecord textRecord(String text) {
        return text == null ? null : new SettingRecord(text, null);
    }

    private static SettingRecord editRecord(Revision revision, int index) {
        Edit edit = revision.edits().get(index);
        return new SettingRecord(
                null,
                new SettingEdit(
                        revision.number(),
                        index,
                        revision.edits().size(),
                        revision.by(),
                        revision.at(),
                        revision.what(),
                        revision.undoes(),
                        edit.key(),
                        edit.before(),
                        edit.after()));
    }

    private Future<RecordMetadata> send(Producer<byte[], byte[]> producer, String key, SettingRecord value) {
        byte[] bytes = value == null ? null : serializer.serialize(topic, value);
        return producer.send(new ProducerRecord<>(topic, PARTITION, key.getBytes(UTF_8), bytes));
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 * MAX_TEXT);
        properties.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 2);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
