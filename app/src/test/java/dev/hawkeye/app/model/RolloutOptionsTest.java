package dev.hawkeye.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.schemas.Rollout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** How a trial is asked for. */
final class RolloutOptionsTest {
    private static final long HOUR = 3_600_000;

    private final List<String> running = List.of("gate", "street", "yard");

    @Test
    void withoutOptionsAModelIsTriedOnPicturesAndWatched() {
        assertThat(rollout("").orElseThrow())
                .isEqualTo(new Rollout(0L, 0L, List.of(), 600_000L, 0.05, 0.5, 1.5, false, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--canary|2|cameras|for|1h|--watch|5m",
                "--canary|2 cameras for 1h|--watch|5m",
                "--watch|5m|--canary|2|for|1h",
                "--watch|5m|--canary=2 for 60m"
            })
    void aCanaryIsSoManyOfTheRunningCamerasForSoLong(String words) {
        Rollout rollout = rollout(words).orElseThrow();

        assertThat(rollout.getCameras()).containsExactly("gate", "street");
        assertThat(rollout.getCanaryMillis()).isEqualTo(HOUR);
        assertThat(rollout.getWatchMillis()).isEqualTo(300_000);
    }

    @Test
    void aCanaryMayNameItsCameras() {
        Rollout rollout = rollout("--cameras|yard,gate|--canary|1h|--shadow|10m|--share|2.5%")
                .orElseThrow();

        assertThat(rollout.getCameras()).containsExactly("yard", "gate");
        assertThat(rollout.getShadowMillis()).isEqualTo(600_000);
        assertThat(rollout.getShare()).isEqualTo(0.025);
    }

    @Test
    void aModelMayBeUsedUntried() {
        assertThat(rollout("--no-trial")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--canary|soon",
                "--canary|2|cameras",
                "--canary|2 cameras for ever",
                "--canary|1h",
                "--cameras|gate",
                "--cameras|gate|--canary|2 for 1h",
                "--share|0%",
                "--share|101",
                "--min-agreement|2",
                "--max-slowdown|0.5",
                "--shadow|31d",
                "--no-trial|--shadow|10m"
            })
    void whatCannotBeMeantIsRefused(String words) {
        assertThatThrownBy(() -> rollout(words)).hasMessageContaining("--");
    }

    private Optional<Rollout> rollout(String words) {
        RolloutOptions options = new RolloutOptions();
        List<String> all = new ArrayList<>(words.isEmpty() ? List.of() : List.of(words.split("\\|")));
        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create()
                .addMixin("rollout", CommandLine.Model.CommandSpec.forAnnotatedObject(options)));
        line.parseArgs(all.toArray(String[]::new));
        return options.rollout((count, named) -> count == 0 ? named : running.subList(0, count));
    }
}
