package dev.hawkeye.ingest.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GateLearningTest {
    private final StopSignal stop = new StopSignal();
    private final GateLearning learning = new GateLearning(0.01, false);
    private final List<String> audits = new ArrayList<>();
    private final Findings findings = new Findings(learning, (found, missed) -> audits.add(found + "/" + missed));

    @Test
    void looksCloselyUntilItKnowsThatAllObjectsAreLarge() {
        assertThat(learning.grain()).isEqualTo(Grain.FINE);

        findings.read(full(0));
        follow(1);
        assertThat(learning.grain()).isEqualTo(Grain.FINE); // nothing was seen yet

        findings.read(full(1, person(0.9f, 100, 100, 300, 500)));
        follow(2);
        assertThat(learning.grain()).isEqualTo(Grain.COARSE);

        findings.read(full(2, person(0.9f, 100, 100, 300, 500), person(0.6f, 10, 10, 20, 40)));
        follow(3);
        assertThat(learning.grain()).isEqualTo(Grain.FINE);
    }

    @Test
    void comparesAnAuditWithTheFrameItWouldHaveReferredTo() {
        findings.read(full(0, person(0.9f, 100, 100, 200, 300)));
        findings.read(unchanged(1, 0));
        findings.read(audit(2, 0, person(0.8f, 110, 100, 210, 300), person(0.9f, 500, 100, 600, 300)));
        findings.read(full(3));
        findings.read(audit(4, 3));
        findings.read(audit(5, 3, person(0.9f, 100, 100, 200, 300))); // refers to a frame before the last one

        assertThat(audits).containsExactly("2/1", "0/0");
    }

    @Test
    void doesNotCountWhatIsHardlySeen() {
        findings.read(full(0));
        findings.read(audit(1, 0, person(0.45f, 100, 100, 200, 300)));

        assertThat(audits).containsExactly("0/0");
    }

    @Test
    void becomesMoreSensitiveUntilTheMissesAreOnTarget() {
        // given a scene in which the share of missed objects falls with sensitivity: 4 % at 1, 1 % at 4
        SplittableRandom random = new SplittableRandom(1);
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean missed = random.nextDouble() < 0.04 / learning.sensitivity();
            learning.read("s1", i, new GateLearning.Result(i, 0.5, 1, missed ? 1 : 0));
            follow(i + 1);
            sum += i >= 10_000 ? learning.sensitivity() : 0;
        }

        assertThat(sum / 10_000).isCloseTo(4, within(1.0));
    }

    @Test
    void aLosslessCameraFollowsAResultAlwaysAtTheSameFrame() throws Exception {
        GateLearning lossless = new GateLearning(0.01, true);
        lossless.read("s1", 0, new GateLearning.Result(0, 0.5, 0, 0));

        lossless.follow("s1", GateLearning.LAG - 1, stop);
        assertThat(lossless.grain()).isEqualTo(Grain.FINE);
        lossless.follow("s1", GateLearning.LAG, stop);
        assertThat(lossless.grain()).isEqualTo(Grain.COARSE);

        // when the next result is late
        CompletableFuture<Void> waits =
                CompletableFuture.runAsync(() -> lossless.follow("s1", GateLearning.LAG + 1, stop));
        lossless.read("s1", 1, new GateLearning.Result(1, 0.05, 0, 0));
        waits.get();

        // then
        assertThat(lossless.grain()).isEqualTo(Grain.FINE);
    }

    @Test
    void aLosslessCameraWaitsOnceForADetectorThatSaysNothing() {
        GateLearning lossless = new GateLearning(0.01, true);

        for (int frame = 0; frame < 10_000; frame++) { // would take hours
            lossless.follow("s1", frame, stop);
        }

        assertThat(lossless.grain()).isEqualTo(Grain.FINE);
    }

    @Test
    void aCameraThatIsToStopWaitsForNothing() {
        GateLearning lossless = new GateLearning(0.01, true);
        stop.raise();

        lossless.follow("s1", 1_000, stop);
    }

    @Test
    void saysOnceThatAFrameWasShed() {
        findings.read(full(0, person(0.9f, 100, 100, 300, 500)));
        Detection shed = full(1);
        shed.setFate(Fate.SHED);
        findings.read(shed);

        assertThat(learning.takeLost()).isTrue();
        assertThat(learning.takeLost()).isFalse();
        findings.read(audit(2, 0, person(0.9f, 500, 100, 700, 500))); // what it refers to is not what was found last
        assertThat(audits).isEmpty();
    }

    private void follow(long sequence) {
        learning.follow("s1", sequence, stop);
    }

    private static Detection unchanged(long sequence, long since) {
        Detection detection = audit(sequence, since);
        detection.setFate(Fate.UNCHANGED);
        return detection;
    }

    private static Detection audit(long sequence, long since, DetectedObject... objects) {
        Detection detection = full(sequence, objects);
        detection.setUnchangedSince(since);
        return detection;
    }

    private static Detection full(long sequence, DetectedObject... objects) {
        return Detection.newBuilder()
                .setCamera("gate")
                .setStream("s1")
                .setSequence(sequence)
                .setCaptureTime(Instant.EPOCH)
                .setWidth(1280)
                .setHeight(720)
                .setLive(true)
                .setFate(Fate.DETECTED)
                .setGated(true)
                .setObjects(List.of(objects))
                .setFrame(new FrameRef("frames", 0, sequence))
                .setModel("yolo.onnx")
                .setModelSha256("00ff")
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .build();
    }

    private static DetectedObject person(float confidence, float left, float top, float right, float bottom) {
        return new DetectedObject(0, "person", confidence, left, top, right, bottom);
    }
}
