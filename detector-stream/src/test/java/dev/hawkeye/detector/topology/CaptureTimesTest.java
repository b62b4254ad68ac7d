package dev.hawkeye.detector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.detector.TestFrames;
import dev.hawkeye.schemas.Frame;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CaptureTimesTest {
    private static final Instant TAKEN = Instant.parse("2026-05-01T08:00:00Z");
    private static final Instant NOW = TAKEN.plusSeconds(3);

    private final CaptureTimes times = new CaptureTimes(Duration.ofSeconds(5), Duration.ofMinutes(10));

    @Test
    void aTimeWithinTheTolerancesStays() {
        assertUnchanged(live(TAKEN));
        assertUnchanged(live(TAKEN.plusSeconds(5)));
        assertUnchanged(live(TAKEN.minusSeconds(600)));
    }

    @Test
    void aFrameOfTheFutureGetsTheTimeWhenItCameAndIsMarked() {
        assertCorrected(live(TAKEN.plusSeconds(3600)));
        assertCorrected(lossless(TAKEN.plusSeconds(3600)));
    }

    @Test
    void aLiveFrameOfAnotherAgeGetsTheTimeWhenItCame() {
        assertCorrected(live(TAKEN.minusSeconds(601)));
    }

    @Test
    void aRecordingKeepsItsTime() {
        assertUnchanged(lossless(TAKEN.minus(Duration.ofDays(400))));
    }

    @Test
    void whatKafkaCannotStampIsCorrected() {
        assertCorrected(lossless(Instant.ofEpochMilli(-1)));
        assertCorrected(lossless(Instant.ofEpochMilli(Long.MIN_VALUE)));
        assertCorrected(live(Instant.ofEpochMilli(Long.MIN_VALUE)));
        assertCorrected(live(Instant.ofEpochMilli(Long.MAX_VALUE)));
    }

    @Test
    void aTopicWithItsProducersTimestampsIsHeldToTheDetectorsClock() {
        // given
        Frame frame = live(TAKEN.plusSeconds(3600));

        // when
        times.correct(frame, TAKEN.plusSeconds(3600).toEpochMilli(), NOW.toEpochMilli());

        // then
        assertThat(frame.getCaptureTime()).isEqualTo(NOW);
        assertThat(frame.getClaimedTime()).isEqualTo(TAKEN.plusSeconds(3600));
    }

    @Test
    void whatIngestSaidOfTheSourcesClaimIsKept() {
        // given
        Frame frame = live(TAKEN.plusSeconds(3600));
        frame.setClaimedTime(Instant.EPOCH);

        // when
        correct(frame);

        // then
        assertThat(frame.getClaimedTime()).isEqualTo(Instant.EPOCH);
    }

    private void assertUnchanged(Frame frame) {
        Instant before = frame.getCaptureTime();
        correct(frame);
        assertThat(frame.getCaptureTime()).isEqualTo(before);
        assertThat(frame.getClaimedTime()).isNull();
    }

    private void assertCorrected(Frame frame) {
        Instant before = frame.getCaptureTime();
        correct(frame);
        assertThat(frame.getCaptureTime()).isEqualTo(TAKEN);
        assertThat(frame.getClaimedTime()).isEqualTo(before);
    }

    private void correct(Frame frame) {
        times.correct(frame, TAKEN.toEpochMilli(), NOW.toEpochMilli());
    }

    private static Frame live(Instant captured) {
        return frame(captured, true);
    }

    private static Frame lossless(Instant captured) {
        return frame(captured, false);
    }

    private static Frame frame(Instant captured, boolean live) {
        return TestFrames.frame("gate", 0, new byte[0])
                .setLive(live)
                .setCaptureTime(captured)
                .build();
    }
}
