package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.StepTimes;
import dev.hawkeye.site.config.ConfigReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With a silence of 30 s, which is the default. */
class LiveGapsTest {
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private final LiveGaps gaps = new LiveGaps(new ConfigReader().read().aggregator());
    private long sequence;

    @Test
    void windowsWithoutTroubleAreSpared() {
        seen(0, Fate.DETECTED);
        seen(5, Fate.UNCHANGED);

        assertThat(spare(0, 10)).isTrue();
        assertThat(gaps.shed()).isEmpty();
    }

    @Test
    void aWindowWithAShedFrameIsNot() {
        seen(0, Fate.DETECTED);
        seen(12, Fate.SHED);
        seen(22, Fate.DETECTED);

        assertThat(spare(0, 10)).isTrue();
        assertThat(spare(10, 20)).isFalse();
        assertThat(spare(20, 30)).isTrue();
        assertThat(gaps.shed()).isEqualTo(Map.of("gate", 1L));
    }

    @Test
    void norIsOneWithAFrameThatCountsAsAShedOne() {
        seen(8, Fate.SHED);
        seen(12, Fate.UNCHANGED);

        assertThat(spare(10, 20)).isFalse();
        assertThat(gaps.shed()).isEqualTo(Map.of("gate", 2L));
    }

    @Test
    void windowsAroundASilenceAreNotSpared() {
        seen(8, Fate.DETECTED);
        seen(52, Fate.DETECTED);

        assertThat(spare(0, 10)).isFalse();
        assertThat(spare(20, 30)).isFalse();
        assertThat(spare(50, 60)).isFalse();
        assertThat(spare(60, 70)).isTrue();
    }

    private boolean spare(int from, int to) {
        return gaps.spare("gate", START.plusSeconds(from), START.plusSeconds(to));
    }

    private void seen(int second, Fate fate) {
        Instant time = START.plusSeconds(second);
        gaps.add(
                Detection.newBuilder()
                        .setCamera("gate")
                        .setStream("s")
                        .setSequence(sequence++)
                        .setCaptureTime(time)
                        .setWidth(640)
                        .setHeight(360)
                        .setLive(true)
                        .setFate(fate)
                        .setFrame(new FrameRef("frames", 0, sequence))
                        .setModel("m.onnx")
                        .setModelSha256("00")
                        .setObjects(List.of())
                        .setTimes(new StepTimes(0L, 0L, 0L, 0L, 0L, 0L, 0L))
                        .build(),
                time.toEpochMilli());
    }
}
