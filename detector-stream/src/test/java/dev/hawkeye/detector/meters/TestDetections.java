package dev.hawkeye.detector.meters;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import java.time.Instant;
import java.util.List;

/** Detections without objects, of which only camera, fate and times matter. */
final class TestDetections {
    private TestDetections() {}

    static Detection of(String camera, Fate fate, boolean live, StepTimes times) {
        return Detection.newBuilder()
                .setCamera(camera)
                .setStream("s")
                .setSequence(1)
                .setCaptureTime(Instant.EPOCH)
                .setWidth(640)
                .setHeight(360)
                .setLive(live)
                .setFate(fate)
                .setFrame(new FrameRef("frames", 0, 1L))
                .setObjects(List.of())
                .setModel("yolov8n.onnx")
                .setModelSha256("0")
                .setTimes(times)
                .setBatchSize(2)
                .build();
    }
}
