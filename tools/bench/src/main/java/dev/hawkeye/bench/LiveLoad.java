package dev.hawkeye.bench;

import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Live cameras with given rates, which send the pictures of a video repeatedly. Not thread-safe. */
final class LiveLoad implements AutoCloseable {
    private final String topic;
    private final List<Frame> pictures;
    private final KafkaProducer<String, Frame> producer;
    private final String stream = UUID.randomUUID().toString();
    private final Map<String, Long> sent = new HashMap<>();

    LiveLoad(Map<String, Object> kafka, SchemaRegistry registry, String topic, List<Frame> pictures) {
        this.topic = topic;
        this.pictures = pictures;
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 1 << 20);
        producer = new KafkaProducer<>(
                properties, new StringSerializer(), registry.serde(Frame.class).serializer());
    }

    /**
     * Sends due frames until {@code untilNanos}.
     *
     * @param rates frames per second of each camera
     */
    void send(Map<String, Double> rates, long untilNanos, Runnable meanwhile) {
        long begin = System.nanoTime();
        Map<String, Long> before = new HashMap<>(sent);
        while (System.nanoTime() < untilNanos) {
            double seconds = (System.nanoTime() - begin) / 1e9;
            rates.forEach((camera, rate) -> {
                while (sent.getOrDefault(camera, 0L) - before.getOrDefault(camera, 0L) < rate * seconds) {
                    send(camera, sent.merge(camera, 1L, Long::sum) - 1);
                }
            });
            meanwhile.run();
        }
    }

    private void send(String camera, long sequence) {
        Frame picture = pictures.get((int) (sequence % pictures.size()));
        Frame frame = Frame.newBuilder(picture)
                .setCamera(camera)
                .setStream(stream)
                .setSequence(sequence)
                .setCaptureTime(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setLive(true)
                .setLast(false)
                .setPicture(-1)
                .build();
        var unused = producer.send(new ProducerRecord<>(topic, camera, frame));
    }

    /** Frames sent so far, of all cameras. */
    long sent() {
        return sent.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        producer.close();
    }
}
