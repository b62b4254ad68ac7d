package dev.hawkeye.aggregator;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A detection of a test: a live frame of camera "gate" in its stream "s1", with nothing in it unless said otherwise. */
public final class Shot {
    /** Zero of the tests' capture times: a moment at which every window, hour and day of the tests begins. */
    public static final long ZERO = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private static final List<String> CLASSES = List.of("person", "car", "dog");

    private final long sequence;
    private final long millis;
    private final List<DetectedObject> objects = new ArrayList<>();
    private String camera = "gate";
    private String stream = "s1";
    private boolean live = true;
    private boolean last;
    private Fate fate = Fate.DETECTED;
    private int width = 1280;
    private int height = 720;
    private int frameBytes;
    private long sourceBytes;

    private Shot(long sequence, long millis) {
        this.sequence = sequence;
        this.millis = millis;
    }

    /** @param seconds of capture time after {@link #ZERO} */
    public static Shot at(long sequence, double seconds) {
        return new Shot(sequence, Math.round(seconds * 1000));
    }

    Shot of(String otherCamera) {
        camera = otherCamera;
        return this;
    }

    Shot in(String otherStream) {
        stream = otherStream;
        return this;
    }

    Shot lossless() {
        live = false;
        return this;
    }

    Shot last() {
        last = true;
        return this;
    }

    public Shot fate(Fate other) {
        fate = other;
        return this;
    }

    Shot bytes(int jpeg, long source) {
        frameBytes = jpeg;
        sourceBytes = source;
        return this;
    }

    /** Each class has a row of its own, so that no object is taken for one of another class. */
    public Shot with(String className, double... confidences) {
        for (double confidence : confidences) {
            float edge = 10f * objects.size();
            int classId = CLASSES.indexOf(className);
            float top = 100f * (classId + 1);
            objects.add(new DetectedObject(classId, className, (float) confidence, edge, top, edge + 8, top + 9));
        }
        return this;
    }

    /** Of the picture, pixels; 1280 × 720 unless this is called. */
    Shot size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    /** A box in pixels of the picture. */
    Shot box(String className, double confidence, double x1, double y1, double x2, double y2) {
        objects.add(new DetectedObject(
                CLASSES.indexOf(className), className, (float) confidence, (float) x1, (float) y1, (float) x2, (float)
                        y2));
        return this;
    }

    public Detection detection() {
        return Detection.newBuilder()
                .setCamera(camera)
                .setStream(stream)
                .setSequence(sequence)
                .setCaptureTime(Instant.ofEpochMilli(ZERO + millis))
                .setWidth(width)
                .setHeight(height)
                .setLive(live)
                .setLast(last)
                .setFate(fate)
                .setReason(fate == Fate.DETECTED ? null : "for the test")
                .setObjects(objects)
                .setFrame(new FrameRef("frames", 0, sequence))
                .setModel("yolo.onnx")
                .setModelSha256("00ff")
                .setFrameBytes(frameBytes)
                .setSourceBytes(sourceBytes)
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .setBatchSize(1)
                .build();
    }
}
