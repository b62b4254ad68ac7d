package dev.hawkeye.ingest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.ingest.config.SourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

final class SamplerTest {

    @Test
    void everyFifthOf268PicturesIs54() {
        List<Long> due = due(sampler(30, 5), 268, i -> i * 33_333);
        assertThat(due).hasSize(54).startsWith(0L, 5L, 10L).endsWith(265L);
    }

    @Test
    void zeroFpsIsAll() {
        assertThat(due(sampler(0, 0), 10, i -> i * 40_000)).hasSize(10);
    }

    @Test
    void spreadsFiveOutOfTwentyFivePerSecondEvenly() {
        assertThat(due(sampler(5, 0), 25, i -> i * 40_000)).containsExactly(0L, 5L, 10L, 15L, 20L);
    }

    @Test
    void holdsTheAverageWhenTheRatesDoNotDivide() {
        assertThat(due(sampler(10, 0), 24 * 60, i -> i * 1_000_000 / 24)).hasSize(600);
        assertThat(due(sampler(7.5, 0), 30 * 60, i -> i * 1_000_000 / 30)).hasSize(450);
    }

    @Test
    void toleratesTimesRoundedToMilliseconds() {
        assertThat(due(sampler(30, 0), 300, i -> Math.round(i * 1000 / 30.0) * 1000))
                .hasSize(300);
    }

    @Test
    void takesAllWhenTheSourceIsSlowerThanAsked() {
        assertThat(due(sampler(25, 0), 20, i -> i * 200_000)).hasSize(20);
    }

    @Test
    void doesNotMakeUpForAGap() {
        List<Long> due = due(sampler(5, 0), 50, i -> i * 40_000 + (i < 25 ? 0 : 3_000_000));
        assertThat(due).hasSize(10);
    }

    @Test
    void continuesWhenTheClockJumpsBackOrFarAhead() {
        assertThat(due(sampler(5, 0), 50, i -> i < 25 ? 100_000_000_000L + i * 40_000 : i * 40_000))
                .hasSize(10);
        assertThat(due(sampler(5, 0), 50, i -> i < 25 ? i * 40_000 : 100_000_000_000L + i * 40_000))
                .hasSize(10);
    }

    private static Sampler sampler(double fps, int every) {
        CameraConfig camera = new CameraConfig("a", "a.mp4", fps, every, 0, 90, Mode.LOSSLESS);
        return Sampler.of(camera, SourceKind.FILE);
    }

    private static List<Long> due(Sampler sampler, int pictures, LongUnaryOperator micros) {
        List<Long> due = new ArrayList<>();
        for (long i = 0; i < pictures; i++) {
            if (sampler.isDue(i, micros.applyAsLong(i))) {
                due.add(i);
            }
        }
        return due;
    }
}
