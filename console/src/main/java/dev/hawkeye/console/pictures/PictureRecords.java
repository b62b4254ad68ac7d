package dev.hawkeye.console.pictures;

import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.pictures.PictureKey.Kind;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RecordReader;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.UndecodableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The pictures in {@code frames}, {@code keyframes} and {@code cloud.keyframes}, by the location of their record. Reads
 * no other topic. Owns a consumer from the first read to {@link #close()}. Not thread-safe, except for {@link
 * #wakeup()}.
 */
public final class PictureRecords implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, Object> kafka;
    private final Topics topics;
    private final Deserializer<Frame> frames;
    private final Deserializer<Keyframe> keyframes;
    private volatile RecordReader reader;

    /**
     * @param objects the objects of a keyframe; a frame's record has none
     * @param className class of a keyframe's event; null for a frame
     * @param subject index of the event's object; -1 if the event concerns all objects of the class
     */
    record Found(Jpeg jpeg, String camera, List<DetectedObject> objects, String className, int subject) {}

    /** Immutable bytes. */
    static final class Jpeg {
        final byte[] bytes;

        private Jpeg(ByteBuffer buffer) {
            bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
        }
    }

    public PictureRecords(Map<String, Object> kafka, Topics topics, SchemaRegistry registry) {
        this.kafka = kafka;
        this.topics = topics;
        this.frames = registry.serde(Frame.class).deserializer();
        this.keyframes = registry.serde(Keyframe.class).deserializer();
    }

    /**
     * @return empty when there is no such record, or it no longer exists
     * @throws ApiException 503 when Kafka or the registry does not answer, or refuses
     */
    Optional<Found> read(Kind kind, int partition, long offset) {
        String topic = switch (kind) {
            case FRAME -> topics.frames();
            case KEYFRAME -> topics.keyframes();
            case UPLOADED -> topics.cloudKeyframes();
        };
        try {
            if (reader == null) {
                reader = RecordReader.connect(kafka);
            }
            if (partition >= reader.partitions(topic, PATIENCE)) {
                return Optional.empty();
            }
            return reader.read(new TopicPartition(topic, partition), offset, PATIENCE)
                    .flatMap(record -> Optional.ofNullable(record.value()))
                    .map(value -> kind == Kind.FRAME ? frame(topic, value) : keyframe(topic, value));
        } catch (UndecodableException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            throw new ApiException(503, "Kafka does not answer: try again later");
        } catch (RegistryException e) {
            throw new ApiException(503, "the schema registry does not answer: try again later");
        } catch (KafkaException e) {
            throw new ApiException(
                    503,
                    KafkaAccess.reading()
                            .refusal(e)
                            .orElse("the picture cannot be read from Kafka now: try again later"));
        }
    }

    private Found frame(String topic, byte[] value) {
        Frame frame = frames.deserialize(topic, value);
        return new Found(new Jpeg(frame.getJpeg()), frame.getCamera(), List.of(), null, -1);
    }

    private Found keyframe(String topic, byte[] value) {
        Keyframe keyframe = keyframes.deserialize(topic, value);
        boolean one = keyframe.getSubject() < keyframe.getObjects().size();
        return new Found(
                new Jpeg(keyframe.getJpeg()),
                keyframe.getCamera(),
                keyframe.getObjects(),
                keyframe.getClassName(),
                one ? keyframe.getSubject() : -1);
    }

    void wakeup() {
        RecordReader waiting = reader;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
        }
    }
}
