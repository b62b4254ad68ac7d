package dev.hawkeye.console.clips;

import dev.hawkeye.console.api.ClipSightsView;
import dev.hawkeye.console.api.ClipSightsView.Sight;
import dev.hawkeye.console.api.DetectedObjectView;
import dev.hawkeye.console.detection.DetectionViews;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.kafka.Groupless;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RecordReader;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFrame;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The detections in a clip, read from the detections topic. The record of a clip says which of its pictures were
 * frames, and their capture times; the detection of a frame has the same capture time. Detections reach their topic at
 * about the time the clip is made, so the search starts there. Reads a bounded number of records per answer, and caches
 * the latest answers, unless detections may still follow. Thread-safe; computes one answer at a time.
 */
public final class ClipSights {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(200);
    /** Maximum time from a picture to its detection, and to the end of its clip. */
    private static final long LEAD_MILLIS = Duration.ofSeconds(45).toMillis();

    private static final long LAG_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final int MOST_RECORDS = 100_000;
    private static final int KEPT = 16;

    private final Supplier<Map<String, Object>> kafka;
    private final Topics topics;
    private final Deserializer<Clip> clips;
    private final Deserializer<Detection> detections;
    private final Map<String, ClipSightsView> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ClipSightsView> eldest) {
            return size() > KEPT;
        }
    };

    public ClipSights(Supplier<Map<String, Object>> kafka, Topics topics, SchemaRegistry registry) {
        this.kafka = kafka;
        this.topics = topics;
        this.clips = registry.serde(Clip.class).deserializer();
        this.detections = registry.serde(Detection.class).deserializer();
    }

    /**
     * @param partition the partition of the clip's record
     * @param offset the offset of the clip's record
     * @throws ApiException 404 when the record no longer exists, 503 when Kafka or the registry does not answer
     */
    public synchronized ClipSightsView of(int partition, long offset) {
        String place = partition + "@" + offset;
        ClipSightsView known = answers.get(place);
        if (known != null) {
            return known;
        }
        try {
            Clip clip = clip(partition, offset);
            boolean isLate = System.currentTimeMillis() > clip.getMade().toEpochMilli() + LAG_MILLIS;
            Collector read = read(clip);
            if (read.isDone() || isLate) {
                answers.put(place, read.view());
            }
            return read.view();
        } catch (RegistryException e) {
            throw new ApiException(503, "the schema registry does not answer: try again later");
        } catch (UndecodableException e) {
            throw new ApiException(404, "what was seen in this clip is no longer known");
        } catch (KafkaException e) {
            throw new ApiException(
                    503,
                    KafkaAccess.reading().refusal(e).orElse("the clip cannot be read from Kafka now: try again later"));
        }
    }

    private Clip clip(int partition, long offset) {
        try (RecordReader reader = RecordReader.connect(kafka.get())) {
            return reader.read(new TopicPartition(topics.clips(), partition), offset, PATIENCE)
                    .map(record -> clips.deserialize(topics.clips(), record.value()))
                    .orElseThrow(() -> new ApiException(404, "what was seen in this clip is no longer known"));
        }
    }

    private Collector read(Clip clip) {
        Map<Long, Integer> shown = new HashMap<>();
        for (ClipFrame frame : clip.getFrames()) {
            shown.put(frame.getCaptureTime().toEpochMilli(), frame.getAt());
        }
        Collector collector = new Collector(clip, shown);
        Map<String, Object> properties = Groupless.properties(kafka.get());
        FetchSize.properties().forEach(properties::putIfAbsent);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int count = consumer.partitionsFor(topics.detections()).size();
            byte[] key = clip.getCamera().getBytes(StandardCharsets.UTF_8);
            TopicPartition partition =
                    new TopicPartition(topics.detections(), Utils.toPositive(Utils.murmur2(key)) % count);
            consumer.assign(List.of(partition));
            long from = clip.getMade().toEpochMilli() - clip.getDurationMillis() - LEAD_MILLIS;
            OffsetAndTimestamp first =
                    consumer.offsetsForTimes(Map.of(partition, from)).get(partition);
            if (first == null) {
                return collector;
            }
            consumer.seek(partition, first.offset());
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long heard = System.nanoTime();
            while (!collector.isDone() && consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    heard = System.nanoTime();
                    collector.take(record);
                }
                if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new ApiException(503, "Kafka does not answer: try again later");
                }
            }
        }
        return collector;
    }

    /** Finds the detections of one clip among those of a partition. */
    private final class Collector {
        private final Clip clip;
        private final Map<Long, Integer> shown;
        private final byte[] key;
        private final List<Sight> sights = new ArrayList<>();
        private Detection full; // what unchanged frames count as
        private int records;
        private boolean done;

        Collector(Clip clip, Map<Long, Integer> shown) {
            this.clip = clip;
            this.shown = shown;
            this.key = clip.getCamera().getBytes(StandardCharsets.UTF_8);
        }

        /** Whether no more can be found, even if there are later records. */
        boolean isDone() {
            return done || sights.size() == shown.size();
        }

        void take(ConsumerRecord<byte[], byte[]> record) {
            done |= ++records > MOST_RECORDS
                    || record.timestamp() > clip.getMade().toEpochMilli() + LAG_MILLIS;
            if (done || !Arrays.equals(key, record.key()) || record.value() == null) {
                return;
            }
            Detection detection = detections.deserialize(topics.detections(), record.value());
            if (detection.getFate() == Fate.DETECTED) {
                full = detection;
            }
            Integer at = shown.get(
                    (detection.getClaimedTime() == null ? detection.getCaptureTime() : detection.getClaimedTime())
                            .toEpochMilli());
            Detection seen = detection.getFate() == Fate.UNCHANGED ? full : detection;
            boolean known = seen != null && seen.getFate() == Fate.DETECTED;
            if (at != null && known) {
                List<DetectedObjectView> objects = DetectionViews.objects(seen.getObjects());
                sights.add(new Sight(at, seen.getWidth(), seen.getHeight(), objects));
            }
        }

        ClipSightsView view() {
            sights.sort(Comparator.comparingInt(Sight::at));
            return new ClipSightsView(clip.getDurationMillis(), sights);
        }
    }
}
