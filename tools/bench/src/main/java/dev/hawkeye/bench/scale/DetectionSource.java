package dev.hawkeye.bench.scale;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Detections of cameras that always see two people and a car: one detection per camera and window. Not thread-safe. */
final class DetectionSource implements AutoCloseable {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;

    private final String topic;
    private final int cameras;
    private final long begin;
    private final long windowMillis;
    private final KafkaProducer<String, Detection> producer;
    private long next;

    DetectionSource(
            String kafka, Topics topics, SchemaRegistry registry, int cameras, Instant begin, long windowMillis) {
        this.topic = topics.detections();
        this.cameras = cameras;
        this.begin = begin.toEpochMilli();
        this.windowMillis = windowMillis;
        Serializer<Detection> serializer = registry.serde(Detection.class).serializer();
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 20, "compression.type", "lz4", "batch.size", 256 << 10),
                new StringSerializer(),
                serializer);
    }

    /** Sends the detections of all cameras for the next windows. */
    void send(long windows) {
        for (long end = next + windows; next < end; next++) {
            for (int camera = 0; camera < cameras; camera++) {
                String id = "camera-" + camera;
                var unused = producer.send(new ProducerRecord<>(topic, id, detection(id)));
            }
        }
        producer.flush();
    }

    private Detection detection(String camera) {
        List<DetectedObject> objects = new ArrayList<>();
        objects.add(object(0, "person", 100));
        objects.add(object(0, "person", 400));
        objects.add(object(2, "car", 800));
        Detection detection = new Detection();
        detection.setCamera(camera);
        detection.setStream("bench");
        detection.setSequence(next);
        detection.setCaptureTime(Instant.ofEpochMilli(begin + next * windowMillis));
        detection.setWidth(WIDTH);
        detection.setHeight(HEIGHT);
        detection.setLive(false);
        detection.setFate(Fate.DETECTED);
        detection.setObjects(objects);
        detection.setFrame(new FrameRef("frames", 0, next));
        detection.setModel("none");
        detection.setModelSha256("0".repeat(64));
        detection.setTimes(new StepTimes());
        return detection;
    }

    private static DetectedObject object(int id, String name, float x) {
        return new DetectedObject(id, name, 0.9f, x, 300f, x + 120f, 500f);
    }

    @Override
    public void close() {
        producer.close();
    }
}
