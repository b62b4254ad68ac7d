package dev.hawkeye.bench.gate;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.schemas.TrustedRecords;
import java.time.Instant;
import java.util.List;

/** Makes detections of one camera. */
final class Detections {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private Detections() {}

    static Detection analyzed(long sequence, DetectedObject... objects) {
        return of(sequence).setFate(Fate.DETECTED).setObjects(List.of(objects)).build();
    }

    static Detection unchanged(long sequence, long since) {
        return of(sequence).setFate(Fate.UNCHANGED).setUnchangedSince(since).build();
    }

    static Detection failed(long sequence) {
        return of(sequence).setFate(Fate.FAILED).setReason("no picture").build();
    }

    /** A square of 10 pixels. */
    static DetectedObject object(int classId, double confidence, double left) {
        return new DetectedObject(
                classId, "class " + classId, (float) confidence, (float) left, 0f, (float) (left + 10), 10f);
    }

    private static Detection.Builder of(long sequence) {
        return Detection.newBuilder()
                .setCamera("clip-1")
                .setStream("stream")
                .setSequence(sequence)
                .setCaptureTime(Instant.ofEpochMilli(sequence * 200))
                .setWidth(100)
                .setHeight(100)
                .setLive(false)
                .setGated(true)
                .setFrame(new FrameRef("frames", 0, sequence))
                .setModel("model.onnx")
                .setModelSha256("00")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L));
    }
}
