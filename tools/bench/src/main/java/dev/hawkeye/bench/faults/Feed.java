package dev.hawkeye.bench.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.input.Scene;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.OtherVersion;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes the frames of several lossless cameras to the topic, at a fixed pace, up to the allowed round and not too far
 * ahead of the detections. At fixed positions there are a torn JPEG and a record that is not a frame. One camera writes
 * with a newer version of the schema than the services know. Two have a gate: a repeated picture refers to the frame
 * before, even to the torn one.
 *
 * <p>Runs on its own thread from {@link #start()} to {@link #close()}. It never drops a record and never repeats one,
 * however long the broker is away.
 */
final class Feed implements AutoCloseable {
    /** The next version of the schema. */
    static final OtherVersion NEXT = OtherVersion.after(Frame.getClassSchema(), "comesLater");

    private static final int TORN_ROUND = 7;
    private static final int NO_FRAME_ROUND = 9;
    private static final int MAX_ROUNDS_AHEAD = 50;
    private static final int WHITE = 255;
    private static final int LIGHT = 210;
    private static final long PAUSE_MILLIS = 20;

    private final Input input;
    private final String topic;
    private final double roundsPerSecond;
    private final KafkaProducer<String, byte[]> producer;
    private final SchemaRegistry registry;
    private final Serializer<Frame> frames;
    private final Thread thread = new Thread(this::run, "feed");
    private volatile int allowed;
    private volatile long seen = -1;
    private volatile boolean closed;
    private volatile RuntimeException failure;
    private final Map<String, Full> full = new HashMap<>();
    private long poisoned;

    /** A camera's last frame with a picture, and that picture before it was torn. */
    private static final class Full {
        final long sequence;
        final byte[] jpeg;

        Full(long sequence, byte[] jpeg) {
            this.sequence = sequence;
            this.jpeg = jpeg;
        }
    }

    /** @param framesPerSecond frames per second of all cameras together; 0 for maximum speed */
    Feed(Input input, String bootstrapServers, String topic, SchemaRegistry registry, double framesPerSecond) {
        this.input = input;
        this.topic = topic;
        this.roundsPerSecond = framesPerSecond / Input.CAMERAS;
        this.registry = registry;
        this.frames = registry.serde(Frame.class).serializer();
        Map<String, Object> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("max.in.flight.requests.per.connection", 1);
        properties.put("delivery.timeout.ms", Integer.MAX_VALUE);
        properties.put("max.block.ms", Long.MAX_VALUE);
        this.producer = new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    void start() {
        thread.start();
    }

    /** Allows this many rounds in total. */
    void allow(int rounds) {
        allowed = Math.min(rounds, input.rounds());
    }

    /** Allows this many more rounds. */
    void allowMore(int rounds) {
        allow(allowed + rounds);
    }

    /** Reports that every camera has a detection of this round. */
    void seen(long round) {
        seen = round;
    }

    void requireAlive() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Sends a white picture, which makes the harness's model throw. */
    void poisonThatThrows() {
        poison(WHITE);
    }

    /** Sends a light gray picture, which makes the harness's model run practically forever. */
    void poisonThatHangs() {
        poison(LIGHT);
    }

    private void poison(int level) {
        send(Input.poison(), poisoned, null, BlockPictures.plain(Scene.WIDTH, Scene.HEIGHT, level));
        poisoned++;
    }

    private void run() {
        try {
            List<Scene> scenes = new ArrayList<>();
            for (int camera = 0; camera < Input.CAMERAS; camera++) {
                scenes.add(new Scene(Input.fed(camera)));
            }
            for (int round = 0; round < input.rounds(); round++) {
                long begin = System.nanoTime();
                while (round >= allowed || round - seen > MAX_ROUNDS_AHEAD) {
                    Thread.sleep(PAUSE_MILLIS);
                }
                sendRound(round, scenes);
                pace(begin);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) {
                failure = e;
            }
        }
    }

    private void pace(long begin) throws InterruptedException {
        if (roundsPerSecond > 0) {
            long left = (long) (1e9 / roundsPerSecond) - (System.nanoTime() - begin);
            TimeUnit.NANOSECONDS.sleep(Math.max(0, left));
        }
    }

    private void sendRound(int round, List<Scene> scenes) {
        for (int camera = 0; camera < scenes.size(); camera++) {
            byte[] jpeg = scenes.get(camera).next();
            boolean torn = camera == 0 && round == TORN_ROUND;
            Full last = full.get(Input.fed(camera));
            if (!torn && Input.isGated(Input.fed(camera)) && last != null && last.jpeg == jpeg) {
                send(Input.fed(camera), round, last.sequence, new byte[0]);
            } else {
                full.put(Input.fed(camera), new Full(round, jpeg));
                send(Input.fed(camera), round, null, torn ? Arrays.copyOf(jpeg, jpeg.length / 3) : jpeg);
            }
        }
        if (round == NO_FRAME_ROUND) {
            var unused = producer.send(new ProducerRecord<>(topic, Input.fed(0), "no frame".getBytes(UTF_8)));
        }
    }

    private void send(String camera, long sequence, Long unchangedSince, byte[] jpeg) {
        Frame frame = Frame.newBuilder()
                .setCamera(camera)
                .setStream("feed")
                .setSequence(sequence)
                .setCaptureTime(Input.captured(sequence))
                .setWidth(Scene.WIDTH)
                .setHeight(Scene.HEIGHT)
                .setLive(false)
                .setGated(Input.isGated(camera))
                .setUnchangedSince(unchangedSince)
                .setLast(Input.isFed(camera) && sequence == input.rounds() - 1)
                .setJpeg(ByteBuffer.wrap(jpeg))
                .build();
        byte[] value = camera.equals(Input.upgraded())
                ? NEXT.serialize(registry::idFor, topic, frame)
                : frames.serialize(topic, frame);
        var unused = producer.send(new ProducerRecord<>(topic, camera, value));
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        producer.close(java.time.Duration.ZERO);
    }
}
