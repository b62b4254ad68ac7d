package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.site.config.ConfigReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera with a frame each second, of which the one of second 20 was shed. */
class AftermathTest {
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");
    private static final Duration LEAVE_AFTER = Duration.ofSeconds(2);

    private final LiveGaps gaps = new LiveGaps(new ConfigReader().read().aggregator());
    private final List<Life> lives = new ArrayList<>();

    @BeforeEach
    void shed() {
        for (int second = 0; second < 100; second++) {
            gaps.add(
                    detection(second, second == 20 ? Fate.SHED : Fate.DETECTED),
                    at(second).toEpochMilli());
        }
    }

    @Test
    void withoutObjectsItIsOverWhenNoneCanBeLeft() {
        assertThat(spares(0, 18)).isTrue();
        assertThat(spares(19, 20)).isFalse();
        assertThat(spares(25, 26)).isFalse();
        assertThat(spares(26, 40)).isTrue();
    }

    @Test
    void itLastsAsLongAsAnObjectOfThatTimeIsInViewInEitherRun() {
        lives.add(new Life("gate", at(5), at(40)));

        assertThat(spares(44, 45)).isFalse();
        assertThat(spares(46, 50)).isTrue();
        assertThat(spares(6, 18)).isTrue();
    }

    @Test
    void andAsLongAsThoseThatCameMeanwhile() {
        lives.add(new Life("gate", at(38), at(60)));
        lives.add(new Life("gate", at(19), at(40)));

        assertThat(spares(64, 65)).isFalse();
        assertThat(spares(66, 70)).isTrue();
    }

    @Test
    void anObjectThatWasGoneBeforeOrCameLaterDoesNotExtendIt() {
        lives.add(new Life("gate", at(2), at(10)));
        lives.add(new Life("gate", at(27), at(90)));

        assertThat(spares(26, 40)).isTrue();
    }

    @Test
    void otherCamerasAreSpared() {
        assertThat(new Aftermath(gaps, lives, LEAVE_AFTER).spares("yard", at(19), at(21)))
                .isTrue();
    }

    private boolean spares(int from, int to) {
        return new Aftermath(gaps, lives, LEAVE_AFTER).spares("gate", at(from), at(to));
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }

    private static Detection detection(int second, Fate fate) {
        return Detection.newBuilder()
                .setCamera("gate")
                .setStream("s")
                .setSequence(second)
                .setCaptureTime(at(second))
                .setWidth(640)
                .setHeight(360)
                .setLive(true)
                .setFate(fate)
                .setFrame(new FrameRef("frames", 0, (long) second))
                .setModel("m.onnx")
                .setModelSha256("00")
                .setObjects(List.of())
                .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                .build();
    }
}
