package dev.hawkeye.metrics.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private long nanos = 7;
    private final Overload overload = new Overload(() -> nanos);

    @Test
    void isThereAfterFifteenSecondsInWhichMoreThanHalfWasShed() {
        seconds(10, "gate", 8, 2);
        assertThat(overload.state()).isEmpty();

        seconds(5, "gate", 8, 2);

        Overloaded now = overload.state().orElseThrow();
        assertThat(now.wanted()).isEqualTo(8);
        assertThat(now.came()).isEqualTo(8);
        assertThat(now.analysed()).isEqualTo(2);
        assertThat(now.cameras()).containsExactly(new Overloaded.Camera("gate", 8, 2));
    }

    @Test
    void isThereAfterThirtySecondsInWhichMoreThanATenthWasShed() {
        seconds(25, "gate", 10, 8);
        assertThat(overload.state()).isEmpty();

        seconds(5, "gate", 10, 8);

        assertThat(overload.state()).isPresent();
    }

    @Test
    void isThereForACameraOfWhichAFrameComesEveryTenSeconds() {
        for (int i = 0; i < 4; i++) {
            seconds(1, "gate", 1, 0);
            seconds(9, "gate", 0, 0);
        }

        assertThat(overload.state().orElseThrow().text())
                .isEqualTo("wanted 0.1 frames/s, analyzed 0.0 (gate 0.0 of 0.1)");
    }

    @Test
    void isNotThereWhileAModelWarmsUp() {
        seconds(5, "gate", 100, 0);
        seconds(5, "gate", 10, 3);
        seconds(30, "gate", 10, 10);

        assertThat(overload.state()).isEmpty();
    }

    @Test
    void isNotThereSoonerNorSmallerForTheTimeBeforeTheFirstFrame() {
        seconds(60, "gate", 0, 0);

        seconds(20, "gate", 10, 8);
        assertThat(overload.state()).isEmpty();
        seconds(10, "gate", 10, 8);

        assertThat(overload.state().orElseThrow().text())
                .isEqualTo("wanted 10.0 frames/s, analyzed 8.0 (gate 8.0 of 10.0)");
    }

    @Test
    void reportsWhatIsWantedWhereLessArrives() {
        for (int second = 0; second < 30; second++) {
            overload.wants("gate", 10);
            overload.wants("starved", 5);
            seconds(1, "gate", 2, 0);
        }

        Overloaded now = overload.state().orElseThrow();
        assertThat(now.wanted()).isEqualTo(15);
        assertThat(now.came()).isEqualTo(2);
        assertThat(now.text()).isEqualTo("wanted 15.0 frames/s, analyzed 0.0 (gate 0.0 of 10.0, starved 0.0 of 5.0)");
    }

    @Test
    void doesNotTakeBurstsForMoreThatIsWanted() {
        for (int i = 0; i < 6; i++) {
            overload.wants("gate", 4);
            seconds(5, "gate", i % 2 == 0 ? 8 : 0, 0);
        }

        assertThat(overload.state().orElseThrow().text())
                .isEqualTo("wanted 4.0 frames/s, analyzed 0.0 (gate 0.0 of 4.0)");
    }

    @Test
    void wantsNothingOfACameraThatHasStopped() {
        for (int second = 0; second < 90; second++) {
            overload.wants("ended", second < 30 ? 5 : 0);
            if (second < 30) {
                overload.wants("killed", 5); // and nothing is heard of it any more
            }
            seconds(1, "gate", 8, 2);
        }

        assertThat(overload.state().orElseThrow().text())
                .isEqualTo("wanted 8.0 frames/s, analyzed 2.0 (gate 2.0 of 8.0)");
    }

    @Test
    void isNotThereForACameraThatOnlySendsLessThanIsWanted() {
        for (int second = 0; second < 60; second++) {
            overload.wants("gate", 10);
            seconds(1, "gate", 3, 3);
        }

        assertThat(overload.state()).isEmpty();
    }

    @Test
    void leavesOutRatesThatCannotBe() {
        for (int second = 0; second < 30; second++) {
            overload.wants("gate", Double.NaN);
            overload.wants("yard", Double.POSITIVE_INFINITY);
            overload.wants("lane", -5);
            seconds(1, "gate", 8, 2);
        }

        assertThat(overload.state().orElseThrow().wanted()).isEqualTo(1_008);
    }

    @Test
    void neverReportsThatNothingIsWanted() {
        assertThat(Overloaded.perSecond(0)).isEqualTo("0.0");
        assertThat(Overloaded.perSecond(0.03)).isEqualTo("0.03");
        assertThat(Overloaded.perSecond(0.001)).isEqualTo("0.01");
        assertThat(Overloaded.perSecond(0.26)).isEqualTo("0.3");
    }

    @Test
    void isNotThereForABurstOfOldFramesAfterAnOutage() {
        seconds(20, "gate", 5, 5);
        for (int i = 0; i < 3_000; i++) {
            overload.add(detection("gate", Fate.SHED, true));
        }
        seconds(40, "gate", 5, 5);

        assertThat(overload.state()).isEmpty();
    }

    @Test
    void isNotThereForAnOutageThatComesAgainNow() {
        for (int i = 0; i < 6; i++) {
            seconds(10, "gate", 10, 8);
            seconds(10, "gate", 10, 10);
            assertThat(overload.state()).isEmpty();
        }
    }

    @Test
    void lastsUntilNextToNothingIsShedForThirtySeconds() {
        seconds(30, "gate", 20, 10);

        seconds(30, "gate", 20, 19); // 5 %: too little for it to begin, too much for it to end
        assertThat(overload.state()).isPresent();
        seconds(20, "gate", 20, 20);
        assertThat(overload.state()).isPresent();
        seconds(10, "gate", 20, 20);
        assertThat(overload.state()).isEmpty();
    }

    @Test
    void endsWhenNothingComesAnyMore() {
        seconds(30, "gate", 20, 10);

        nanos += Duration.ofMinutes(10).toNanos();

        assertThat(overload.state()).isEmpty();
    }

    @Test
    void isThereForOneCameraAmongManyThatAreWell() {
        for (int second = 0; second < 30; second++) {
            frames("flood", 10, 2);
            for (int i = 0; i < 20; i++) {
                frames("calm-" + i, 5, 5);
            }
            nanos += Duration.ofSeconds(1).toNanos();
        }

        assertThat(overload.state().orElseThrow().cameras()).containsExactly(new Overloaded.Camera("flood", 10, 2));
    }

    @Test
    void doesNotCountLosslessFramesAmongThoseThatAreWanted() {
        for (int second = 0; second < 30; second++) {
            frames("gate", 4, 1);
            IntStream.range(0, 3).forEach(i -> overload.add(detection("file", Fate.DETECTED, false)));
            nanos += Duration.ofSeconds(1).toNanos();
        }

        Overloaded now = overload.state().orElseThrow();
        assertThat(now.wanted()).isEqualTo(4);
        assertThat(now.lossless()).isEqualTo(3);
        assertThat(now.jpegPart()).isCloseTo(3.0 / 44, within(1e-9));
    }

    @Test
    void countsCamerasThatAreTooManyInTheTotal() {
        for (int second = 0; second < 30; second++) {
            for (int i = 0; i < 600; i++) {
                overload.add(detection("invented-" + second + "-" + i, Fate.SHED, true));
            }
            nanos += Duration.ofSeconds(1).toNanos();
        }

        Overloaded now = overload.state().orElseThrow();
        assertThat(now.wanted()).isEqualTo(600);
        assertThat(now.cameras()).hasSize(Overload.PERIODS * Overload.MAX_CAMERAS);
        assertThat(now.text()).hasSizeLessThan(300);
    }

    @Test
    void leavesOutTimesThatCannotBe() {
        Detection odd = detection("gate", Fate.DETECTED, true);
        odd.setTimes(new StepTimes(0L, 0L, Long.MAX_VALUE, Long.MAX_VALUE, -5L, Long.MIN_VALUE, 0L));
        for (int i = 0; i < 3; i++) {
            overload.add(odd);
            seconds(10, "gate", 4, 1);
        }

        assertThat(overload.state().orElseThrow().jpegPart()).isBetween(0.0, 1.0);
    }

    @Test
    void saysInOneLineWhatWasWantedAndWhatWasAnalyzed() {
        for (int second = 0; second < 30; second++) {
            frames("yard", 8, 3);
            frames("gate", 16, 2);
            nanos += Duration.ofSeconds(1).toNanos();
        }

        assertThat(overload.state().orElseThrow().text())
                .isEqualTo("wanted 24.0 frames/s, analyzed 5.0 (gate 2.0 of 16.0, yard 3.0 of 8.0)");
    }

    private void seconds(int count, String camera, int wanted, int analysed) {
        for (int second = 0; second < count; second++) {
            frames(camera, wanted, analysed);
            nanos += Duration.ofSeconds(1).toNanos();
        }
    }

    private void frames(String camera, int wanted, int analysed) {
        for (int i = 0; i < wanted; i++) {
            overload.add(detection(camera, i < analysed ? Fate.DETECTED : Fate.SHED, true));
        }
    }

    private static Detection detection(String camera, Fate fate, boolean live) {
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
                .setTimes(new StepTimes(5_000L, 900_000L, 3_000L, 500L, 80_000L, 500L, 1_000_000L))
                .setBatchSize(2)
                .build();
    }
}
