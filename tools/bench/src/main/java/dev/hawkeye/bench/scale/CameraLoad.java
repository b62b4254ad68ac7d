package dev.hawkeye.bench.scale;

import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.testing.BlockPictures;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Lossless frames of many cameras, enough that detectors always have work. Not thread-safe. */
final class CameraLoad {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 192;
    private static final int GRAY = 114;

    private final int cameras;
    private final Map<String, Integer> partitionOf = new ConcurrentHashMap<>();
    private long sequence;

    CameraLoad(int cameras) {
        this.cameras = cameras;
    }

    /** Sends this many frames of each camera; returns when Kafka has acknowledged them. */
    void send(String kafka, String topic, SchemaRegistry registry, int rounds) {
        ByteBuffer jpeg = ByteBuffer.wrap(BlockPictures.plain(WIDTH, HEIGHT, GRAY));
        try (KafkaProducer<String, Frame> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", 5),
                new StringSerializer(),
                registry.serde(Frame.class).serializer())) {
            for (int round = 0; round < rounds; round++) {
                for (int camera = 1; camera <= cameras; camera++) {
                    String id = String.format(Locale.ROOT, "camera-%03d", camera);
                    Frame frame = Frame.newBuilder()
                            .setCamera(id)
                            .setStream("scale")
                            .setSequence(sequence)
                            .setCaptureTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                            .setWidth(WIDTH)
                            .setHeight(HEIGHT)
                            .setLive(false)
                            .setJpeg(jpeg)
                            .build();
                    var unused = producer.send(new ProducerRecord<>(topic, id, frame), (sent, failure) -> {
                        if (failure == null) {
                            partitionOf.put(id, sent.partition());
                        }
                    });
                }
                sequence++;
            }
        }
    }

    /** The number of cameras that Kafka has assigned to each partition. */
    SortedMap<Integer, Integer> camerasByPartition() {
        SortedMap<Integer, Integer> cameraCounts = new TreeMap<>();
        partitionOf.values().forEach(partition -> cameraCounts.merge(partition, 1, Integer::sum));
        return cameraCounts;
    }
}
