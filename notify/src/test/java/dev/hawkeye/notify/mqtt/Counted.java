package dev.hawkeye.notify.mqtt;

import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.schemas.ZoneCount;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** Windows of 10 s and keyframes of tests. */
final class Counted {
    static {
        TrustedRecords.trust();
    }

    private Counted() {}

    /**
     * @param second at which the window begins
     * @param peak objects at once; one of them in each of the zones
     */
    static WindowCount of(String camera, String className, int second, int peak, String... zones) {
        return WindowCount.newBuilder()
                .setCamera(camera)
                .setClassName(className)
                .setWindowStart(Happenings.at(second))
                .setWindowEnd(Happenings.at(second + 10))
                .setIsFinal(false)
                .setFramesAnalysed(10)
                .setFramesShed(0)
                .setFramesFailed(0)
                .setFramesWith(5)
                .setDetections(peak * 5L)
                .setMean(peak / 2.0)
                .setPeak(peak)
                .setObjects(peak)
                .setNewObjects(peak)
                .setZones(Stream.of(zones)
                        .map(zone -> new ZoneCount(zone, 1L, 0L, 0.5, 1, 0L))
                        .toList())
                .setLines(List.of())
                .build();
    }

    static Keyframe keyframe(String camera, byte[] jpeg) {
        return Keyframe.newBuilder()
                .setEvent("e1")
                .setCamera(camera)
                .setClassName("person")
                .setCaptureTime(Happenings.at(0))
                .setWidth(320)
                .setHeight(180)
                .setObjects(List.of())
                .setFrame(new FrameRef("frames", 0, 7L))
                .setModel("m.onnx")
                .setModelSha256("")
                .setJpeg(ByteBuffer.wrap(jpeg))
                .build();
    }
}
