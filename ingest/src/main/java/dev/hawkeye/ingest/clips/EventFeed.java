package dev.hawkeye.ingest.clips;

import dev.hawkeye.ingest.sending.KeyPartition;
import dev.hawkeye.ingest.sending.RecordSender;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.kafka.Groupless;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RefusalLog;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.kafka.TopicScan;
import dev.hawkeye.metrics.ClientMetrics;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events of this instance's cameras, and writes the fates of their clips.
 *
 * <p>Events are partitioned by camera, and so are camera statuses, through which instances share the cameras. So if
 * {@code events} has as many partitions as {@code camera-status}, one instance reads all cameras of an events partition
 * and may commit its offset: up to the first event whose clip has no fate. A restart resumes there, and first reads
 * from the clips topic which of the later events already have a fate. If the partition counts differ, no clips are
 * made, and this is logged.
 *
 * <p>Runs on its own thread until {@link #stop()}; any thread may add and remove cameras.
 */
final class EventFeed implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(EventFeed.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final long COMMIT_NANOS = 1_000_000_000L;

    private final Map<String, Object> properties;
    private final Topics topics;
    private final Deserializer<Event> events;
    private final Deserializer<Clip> clips;
    private final Serializer<Clip> values;
    private final RecordSender sender;
    private final ClipDesk desk;
    private final MeterRegistry metrics;
    private final Set<String> cameras = ConcurrentHashMap.newKeySet();
    private final Queue<Set<String>> given = new ConcurrentLinkedQueue<>();
    private final Map<TopicPartition, EventPlaces> places = new HashMap<>();
    private final Map<String, Place> open = new HashMap<>();
    private final Deque<Clip> untold = new ArrayDeque<>();
    private final Queue<Clip> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Clip> refused = new ConcurrentLinkedQueue<>();
    private final RefusalLog refusals = new RefusalLog(KafkaAccess.reading(), ThrottledLog.onceAMinute(log));
    private final ThrottledLog unequal = ThrottledLog.once(log);
    private final StopSignal stop = new StopSignal();
    private Set<String> followed = Set.of();
    private long committedAt = System.nanoTime();

    private record Place(TopicPartition partition, long offset) {}

    /** @param kafkaProperties native properties of any client */
    EventFeed(
            Map<String, Object> kafkaProperties,
            String group,
            Topics topics,
            SchemaRegistry registry,
            RecordSender sender,
            ClipDesk desk,
            MeterRegistry metrics) {
        this.properties = Groupless.properties(kafkaProperties);
        this.topics = topics;
        this.events = registry.serde(Event.class).deserializer();
        this.clips = registry.serde(Clip.class).deserializer();
        this.values = registry.serde(Clip.class).serializer();
        this.sender = sender;
        this.desk = desk;
        this.metrics = metrics;
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group); // for its offsets only
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // if the committed offset is gone
        properties.putAll(FetchSize.properties());
    }

    /** Makes clips of a camera's events from now on. */
    void add(String camera) {
        cameras.add(camera);
    }

    /** Gives up cameras. Once this returns, another instance may read them, and read their open events again. */
    void remove(Set<String> ids) {
        if (cameras.removeAll(ids)) {
            given.add(Set.copyOf(ids));
        }
    }

    void stop() {
        stop.raise();
    }

    @Override
    public void run() {
        while (!stop.isRaised()) {
            try {
                read();
            } catch (InterruptException | WakeupException e) {
                break;
            } catch (KafkaException e) {
                if (refusals.warn(e).isEmpty()) {
                    log.warn("Clips are waiting, since {} cannot be read now: {}", topics.events(), e.getMessage());
                }
            } catch (RuntimeException e) {
                log.warn("Clips are waiting: {}", e.toString());
                log.debug("Clips", e);
            }
            for (int i = 0; i < PAUSE.toMillis() / POLL.toMillis() && !stop.isRaised(); i++) {
                step(); // started clips continue without Kafka
                stop.awaitRaised(POLL);
            }
        }
        desk.close();
    }

    private void read() {
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            followed = Set.of();
            ClientMetrics shown = ClientMetrics.of(consumer, metrics);
            try {
                while (!stop.isRaised()) {
                    follow(consumer);
                    if (consumer.assignment().isEmpty()) {
                        stop.awaitRaised(POLL);
                    } else {
                        consumer.poll(POLL).forEach(this::take);
                    }
                    step();
                    commitNowAndThen(consumer);
                }
                commit(consumer);
            } finally {
                shown.close();
            }
        }
    }

    private void step() {
        desk.step();
        desk.show();
        for (Clip clip = acknowledged.poll(); clip != null; clip = acknowledged.poll()) {
            desk.told(clip.getEvent());
            Place place = open.remove(clip.getEvent());
            if (place != null && places.containsKey(place.partition)) {
                places.get(place.partition).close(place.offset);
            }
        }
        untold.addAll(desk.fates());
        untold.addAll(refused);
        refused.clear();
        while (!untold.isEmpty() && tell(untold.peek())) {
            untold.poll();
        }
    }

    /** @return whether the producer accepted it */
    private boolean tell(Clip clip) {
        try {
            byte[] value = values.serialize(topics.clips(), clip);
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(topics.clips(), clip.getCamera(), value);
            return sender.offer(record, (metadata, e) -> {
                        if (e == null) {
                            acknowledged.add(clip);
                        } else {
                            sender.report(e);
                            refused.add(clip);
                        }
                    })
                    .isEmpty();
        } catch (RegistryException e) {
            log.debug("The fate of the clip of event {} waits", clip.getEvent(), e);
            return false;
        }
    }

    /** Assigns the partitions of the current cameras; retried until the topics exist. */
    private void follow(KafkaConsumer<String, byte[]> consumer) {
        Set<String> ids = Set.copyOf(cameras);
        if (ids.equals(followed) && given.isEmpty()) {
            return;
        }
        Set<String> gone = new HashSet<>();
        for (Set<String> some = given.poll(); some != null; some = given.poll()) {
            gone.addAll(some);
        }
        desk.give(gone);
        int partitions = consumer.partitionsFor(topics.events()).size();
        if (!isShared(consumer, partitions)) {
            return;
        }
        // The open events of a removed camera are read again by its next reader, which may be this instance.
        Set<TopicPartition> left = partitions(gone, partitions);
        Set<TopicPartition> wanted = partitions(ids, partitions);
        places.keySet().stream().filter(place -> !wanted.contains(place)).forEach(left::add);
        left.retainAll(places.keySet());
        commit(consumer, left);
        places.keySet().removeAll(left);
        open.values().removeIf(place -> left.contains(place.partition));
        consumer.assign(wanted);
        wanted.forEach(partition -> resume(consumer, partition));
        followed = ids;
    }

    private Set<TopicPartition> partitions(Set<String> ids, int count) {
        Set<TopicPartition> partitions = new HashSet<>();
        ids.forEach(id -> partitions.add(new TopicPartition(topics.events(), KeyPartition.of(id, count))));
        return partitions;
    }

    private boolean isShared(KafkaConsumer<String, byte[]> consumer, int partitions) {
        int ofCameras = consumer.partitionsFor(topics.cameraStatus()).size();
        if (partitions == ofCameras) {
            return true;
        }
        unequal.warn(
                "There are no clips, since topic {} has {} partitions and topic {} has {}: the numbers must be equal",
                topics.events(),
                partitions,
                topics.cameraStatus(),
                ofCameras);
        return false;
    }

    private void resume(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        EventPlaces known = places.get(partition);
        if (known == null) {
            OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
            long offset =
                    committed == null ? consumer.endOffsets(Set.of(partition)).get(partition) : committed.offset();
            known = new EventPlaces(offset);
            places.put(partition, known);
            if (committed == null) { // so that every event from here on gets a fate, even after a crash
                consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
            }
        }
        consumer.seek(partition, known.next());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        EventPlaces place = places.get(partition);
        if (!place.knowsFates()) {
            learnFates(record.timestamp());
            place.fatesAreKnown();
        }
        place.read(record.offset());
        if (record.key() == null || !cameras.contains(record.key())) {
            return;
        }
        try {
            Event event = events.deserialize(topics.events(), record.value());
            if (event != null && event.getCamera().equals(record.key()) && desk.take(Span.of(event))) {
                place.open(record.offset());
                open.put(event.getId(), new Place(partition, record.offset()));
            }
        } catch (UndecodableException e) {
            log.debug("{}-{} at offset {} holds no event", topics.events(), record.partition(), record.offset(), e);
        }
    }

    /** Learns which events since the given time already have a fate. */
    private void learnFates(long millis) {
        try (TopicScan scan = TopicScan.from(properties, topics.clips(), millis)) {
            scan.toEnd(record -> {
                try {
                    Clip clip = clips.deserialize(topics.clips(), record.value());
                    if (clip != null) {
                        desk.hasFate(clip.getEvent());
                    }
                } catch (UndecodableException e) {
                    log.debug("{}-{}@{} holds no clip", record.topic(), record.partition(), record.offset(), e);
                }
            });
        }
    }

    private void commitNowAndThen(KafkaConsumer<String, byte[]> consumer) {
        if (System.nanoTime() - committedAt > COMMIT_NANOS) {
            commit(consumer);
        }
    }

    private void commit(KafkaConsumer<String, byte[]> consumer) {
        committedAt = System.nanoTime();
        commit(consumer, places.keySet());
    }

    private void commit(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        for (TopicPartition partition : partitions) {
            if (places.get(partition).hasNews()) {
                commits.put(
                        partition, new OffsetAndMetadata(places.get(partition).done()));
            }
        }
        if (!commits.isEmpty()) {
            consumer.commitSync(commits);
            commits.forEach((partition, commit) -> places.get(partition).committed(commit.offset()));
        }
    }
}
