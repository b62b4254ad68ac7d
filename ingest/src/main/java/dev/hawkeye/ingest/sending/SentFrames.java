package dev.hawkeye.ingest.sending;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the position of a stream on the frames topic. The topic is the only record of how far a file has been read: any
 * other would have to be written atomically with the frames.
 *
 * <p>The camera's partition is read backward from its end, in growing steps, until a frame of the stream is found:
 * immediately for a file that was just interrupted, and only after the whole partition for a new one. The frames of a
 * stream are in order, so the last one determines the position; if an instance presumed dead has written after its
 * successor, the furthest frame counts.
 *
 * <p>Thread-safe; each search uses its own client.
 */
public final class SentFrames {
    private static final Logger log = LoggerFactory.getLogger(SentFrames.class);
    private static final int FIRST_STEP = 64;
    private static final int GROWTH = 4;
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> properties;
    private final String topic;
    private final Deserializer<Frame> deserializer;

    /** @param kafkaProperties native properties of a client without a group */
    public SentFrames(Map<String, Object> kafkaProperties, String topic, Deserializer<Frame> deserializer) {
        this.properties = new HashMap<>(kafkaProperties);
        this.topic = topic;
        this.deserializer = deserializer;
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"); // if retention deletes what is about to be read
        properties.putAll(FetchSize.properties());
    }

    /**
     * Finds the position of a stream. All its accepted frames must have been acknowledged or lost.
     *
     * @throws CameraException when Kafka or the registry is unavailable, or when the camera is stopped
     */
    public StreamPosition positionOf(String camera, String stream, StopSignal stop) throws CameraException {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int partitions = consumer.partitionsFor(topic, TIMEOUT).size();
            if (partitions == 0) {
                throw CameraException.temporary("Kafka has no topic " + topic);
            }
            TopicPartition partition = new TopicPartition(topic, KeyPartition.of(camera, partitions));
            return new Search(consumer, partition, camera, stream, stop).backwards();
        } catch (KafkaException e) { // includes failures of the registry
            log.debug("Frames of camera {}", camera, e);
            throw CameraException.temporary("the frames sent so far cannot be looked up: "
                    + KafkaAccess.reading().refusal(e).orElse(e.getMessage()));
        }
    }

    private final class Search {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final TopicPartition partition;
        private final byte[] key;
        private final StopSignal stop;
        private StreamPosition furthest;

        Search(
                KafkaConsumer<byte[], byte[]> consumer,
                TopicPartition partition,
                String camera,
                String stream,
                StopSignal stop) {
            this.consumer = consumer;
            this.partition = partition;
            this.key = camera.getBytes(StandardCharsets.UTF_8);
            this.stop = stop;
            this.furthest = StreamPosition.beginning(stream);
        }

        StreamPosition backwards() throws CameraException {
            List<TopicPartition> one = List.of(partition);
            consumer.assign(one);
            long beginning = consumer.beginningOffsets(one, TIMEOUT).get(partition);
            long to = consumer.endOffsets(one, TIMEOUT).get(partition);
            long step = FIRST_STEP;
            while (to > beginning && furthest.sequence() < 0) {
                long from = Math.max(beginning, to - step);
                scan(from, to);
                to = from;
                step *= GROWTH;
            }
            return furthest;
        }

        private void scan(long from, long to) throws CameraException {
            consumer.seek(partition, from);
            long heard = System.nanoTime();
            while (consumer.position(partition, TIMEOUT) < to) {
                if (stop.isRaised()) {
                    throw CameraException.temporary("stopped");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    heard = System.nanoTime();
                    if (record.offset() < to && Arrays.equals(record.key(), key)) {
                        consider(record);
                    }
                }
                if (System.nanoTime() - heard > POLL_TIMEOUT.toNanos()) {
                    throw CameraException.temporary("the frames sent so far cannot be looked up: Kafka sent none of "
                            + partition + " for " + POLL_TIMEOUT.toSeconds() + " s");
                }
            }
        }

        private void consider(ConsumerRecord<byte[], byte[]> record) {
            try {
                Frame frame = deserializer.deserialize(topic, record.value());
                if (frame != null
                        && frame.getStream().equals(furthest.stream())
                        && frame.getSequence() > furthest.sequence()) {
                    furthest = StreamPosition.at(frame);
                }
            } catch (UndecodableException e) {
                log.debug("{} offset {} holds no frame", partition, record.offset(), e);
            }
        }
    }
}
