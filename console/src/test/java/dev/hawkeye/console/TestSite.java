package dev.hawkeye.console;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.ClipFrame;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.PathPoint;
import dev.hawkeye.schemas.RelativeBox;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.schemas.ZoneVisit;
import dev.hawkeye.testing.TestTopic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker with Hawkeye's topics, two partitions each, and what the other services would write there. */
public final class TestSite implements AutoCloseable {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    public static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    public final Topics topics = new Topics("t.");
    public final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://console"));
    private final EmbeddedKafka kafka;
    private final KafkaProducer<String, byte[]> producer;

    /** @param port 0 for any free one */
    public TestSite(Path directory, int port) throws Exception {
        kafka = EmbeddedKafka.start(directory, port, Map.of());
        try (Admin admin = Admin.create(properties())) {
            List<NewTopic> missing = topics.schemas().keySet().stream()
                    .filter(name -> !exists(admin, name))
                    .map(name -> TestTopic.of(name, 2))
                    .toList();
            admin.createTopics(missing).all().get();
        }
        Map<String, Object> writing = new HashMap<>(properties());
        writing.put("max.request.size", 16 << 20);
        producer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
    }

    private static boolean exists(Admin admin, String topic) {
        try {
            return admin.listTopics().names().get().contains(topic);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public Map<String, Object> properties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    public static DetectedObject object(
            int classId, String name, double confidence, float x1, float y1, float x2, float y2) {
        return new DetectedObject(classId, name, (float) confidence, x1, y1, x2, y2);
    }

    /** Writes a frame that was taken now, and its detection. */
    public FrameRef film(String camera, long sequence, byte[] jpeg, DetectedObject... objects) throws Exception {
        return film(camera, sequence, Instant.now(), jpeg, objects);
    }

    FrameRef film(String camera, long sequence, Instant now, byte[] jpeg, DetectedObject... objects) throws Exception {
        Frame frame = Frame.newBuilder()
                .setCamera(camera)
                .setStream("stream-1")
                .setSequence(sequence)
                .setCaptureTime(now)
                .setWidth(640)
                .setHeight(384)
                .setLive(true)
                .setJpeg(ByteBuffer.wrap(jpeg))
                .build();
        RecordMetadata there = send(topics.frames(), camera, Frame.class, frame);
        FrameRef place = new FrameRef(there.topic(), there.partition(), there.offset());
        send(topics.detections(), camera, Detection.class, detection(frame, place, List.of(objects)));
        return place;
    }

    private static Detection detection(Frame frame, FrameRef place, List<DetectedObject> objects) {
        return Detection.newBuilder()
                .setCamera(frame.getCamera())
                .setStream(frame.getStream())
                .setSequence(frame.getSequence())
                .setCaptureTime(frame.getCaptureTime())
                .setWidth(frame.getWidth())
                .setHeight(frame.getHeight())
                .setLive(true)
                .setFate(Fate.DETECTED)
                .setObjects(objects)
                .setFrame(place)
                .setModel("blocks.onnx")
                .setModelSha256("0".repeat(64))
                .setFrameBytes(frame.getJpeg().remaining())
                .setSourceBytes(100_000)
                .setTimes(new StepTimes(1000L, 2000L, 3000L, 4000L, 50_000L, 600L, 120_000L))
                .build();
    }

    void report(String camera, CameraState state) throws Exception {
        CameraStatus status = CameraStatus.newBuilder()
                .setCamera(camera)
                .setSource("rtsp://192.0.2.10/stream1")
                .setState(state)
                .setSince(NOON)
                .setReported(Instant.now())
                .setWidth(1920)
                .setHeight(1080)
                .setFramesRead(100)
                .setFramesSent(90)
                .setFramesDropped(10)
                .setBytesRead(1_000_000)
                .setReconnects(2)
                .build();
        send(topics.cameraStatus(), camera, CameraStatus.class, status);
    }

    /** Writes what stands for a camera that is no more. */
    void forget(String camera) throws Exception {
        producer.send(new ProducerRecord<>(topics.cameraStatus(), camera, null)).get();
    }

    void count(String camera, String className, Instant start, boolean isFinal, int detections) throws Exception {
        WindowCount count = WindowCount.newBuilder()
                .setCamera(camera)
                .setClassName(className)
                .setWindowStart(start)
                .setWindowEnd(start.plusSeconds(10))
                .setIsFinal(isFinal)
                .setFramesAnalysed(10)
                .setFramesShed(1)
                .setFramesFailed(0)
                .setFramesWith(5)
                .setDetections(detections)
                .setMean(detections / 10.0)
                .setPeak(3)
                .build();
        send(topics.counts(), camera + "/" + className, WindowCount.class, count);
    }

    /** Writes an object of a camera that stands at a place since a moment ago. */
    void track(String id, String camera, long number, boolean isFinal) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Track track = Track.newBuilder()
                .setId(id)
                .setCamera(camera)
                .setStream("stream-1")
                .setNumber(number)
                .setClassName("car")
                .setIsFinal(isFinal)
                .setFirstSeen(now.minusSeconds(2))
                .setLastSeen(now)
                .setSightings(20)
                .setConfidence(0.9f)
                .setBox(new RelativeBox(0.6f, 0.4f, 0.8f, 0.6f))
                .setPath(List.of(
                        new PathPoint(now.minusSeconds(2), 0.2f, 0.6f),
                        new PathPoint(now.minusSeconds(1), 0.45f, 0.6f),
                        new PathPoint(now, 0.7f, 0.6f)))
                .setZones(List.of(new ZoneVisit("door", now.minusSeconds(2), now.minusSeconds(1), 1000L)))
                .setCrossings(List.of(new LineCrossing("barrier", "out", now.minusMillis(800))))
                .build();
        send(topics.tracks(), camera + "/" + id, Track.class, track);
    }

    void event(String id, String camera, String className, Instant start, EventKind kind) throws Exception {
        event(id, camera, className, start, kind, null);
    }

    /** @param frame its best one, or null */
    void event(String id, String camera, String className, Instant start, EventKind kind, FrameRef frame)
            throws Exception {
        Event event = Event.newBuilder()
                .setId(id)
                .setCamera(camera)
                .setClassName(className)
                .setKind(kind)
                .setStart(start)
                .setConfirmed(start.plusSeconds(1))
                .setEnd(kind == EventKind.LEFT ? start.plusSeconds(9) : null)
                .setPeak(2)
                .setConfidence(0.9f)
                .setKeyframe(frame)
                .setUploaded(true)
                .build();
        send(topics.events(), camera, Event.class, event);
    }

    /**
     * Writes where a clip is that was made now.
     *
     * @param captured of its pictures that were frames, one every 200 ms
     * @return where its record is
     */
    RecordMetadata clip(String id, String camera, String address, List<Instant> captured) throws Exception {
        List<ClipFrame> frames = new ArrayList<>();
        captured.forEach(time -> frames.add(new ClipFrame(200 * frames.size(), time)));
        Clip clip = Clip.newBuilder()
                .setEvent(id)
                .setCamera(camera)
                .setFate(ClipFate.STORED)
                .setAddress(address)
                .setSha256("0".repeat(64))
                .setBytes(1)
                .setDurationMillis(200L * captured.size())
                .setCodec("h264")
                .setStart(captured.get(0))
                .setEnd(captured.get(captured.size() - 1))
                .setMade(Instant.now())
                .setFrames(frames)
                .build();
        return send(topics.clips(), camera, Clip.class, clip);
    }

    /** Writes that there is no clip. */
    void noClip(String id, String camera, String reason) throws Exception {
        Clip clip = Clip.newBuilder()
                .setEvent(id)
                .setCamera(camera)
                .setFate(ClipFate.ABSENT)
                .setReason(reason)
                .setMade(Instant.now())
                .build();
        send(topics.clips(), camera, Clip.class, clip);
    }

    void keyframe(String id, String camera, byte[] jpeg, DetectedObject... objects) throws Exception {
        keyframe(topics.keyframes(), id, camera, jpeg, -1, objects);
    }

    /** @param subject index of the object that the event is about */
    void keyframeOf(int subject, String id, String camera, byte[] jpeg, DetectedObject... objects) throws Exception {
        keyframe(topics.keyframes(), id, camera, jpeg, subject, objects);
    }

    /** Writes only what leaves the site, as it was before pictures of all events were kept. */
    void uploaded(String id, String camera, byte[] jpeg) throws Exception {
        keyframe(topics.cloudKeyframes(), id, camera, jpeg, -1);
    }

    private void keyframe(String topic, String id, String camera, byte[] jpeg, int subject, DetectedObject... objects)
            throws Exception {
        Keyframe keyframe = Keyframe.newBuilder()
                .setEvent(id)
                .setCamera(camera)
                .setClassName("car")
                .setCaptureTime(NOON)
                .setWidth(640)
                .setHeight(384)
                .setObjects(List.of(objects))
                .setFrame(new FrameRef(topics.frames(), 0, 0L))
                .setModel("blocks.onnx")
                .setModelSha256("0".repeat(64))
                .setJpeg(ByteBuffer.wrap(jpeg))
                .setSubject(subject)
                .build();
        send(topic, camera, Keyframe.class, keyframe);
    }

    private <T extends SpecificRecord> RecordMetadata send(String topic, String key, Class<T> type, T value)
            throws Exception {
        byte[] bytes = registry.serde(type).serializer().serialize(topic, value);
        return send(topic, key, bytes);
    }

    RecordMetadata send(String topic, String key, byte[] bytes) throws Exception {
        return producer.send(new ProducerRecord<>(topic, key, bytes)).get();
    }

    /** Deletes the frames up to this one, as retention would. */
    void forgetFrames(FrameRef upTo) throws Exception {
        try (Admin admin = Admin.create(properties())) {
            TopicPartition partition = new TopicPartition(upTo.getTopic(), upTo.getPartition());
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(upTo.getOffset() + 1)))
                    .all()
                    .get();
        }
    }

    /** Commits for a group, as if it had read a partition up to an offset. */
    void commit(String group, String topic, int partition, long offset) throws Exception {
        try (Admin admin = Admin.create(properties())) {
            admin.alterConsumerGroupOffsets(
                            group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    @Override
    public void close() {
        producer.close();
        kafka.close();
    }
}
