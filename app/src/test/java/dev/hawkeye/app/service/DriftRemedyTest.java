package dev.hawkeye.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a new model is asked for; a shell stands for the command. */
final class DriftRemedyTest {
    private final SortedMap<String, Double> drifted = new TreeMap<>();
    private Path runs;
    private DriftRemedy remedy;
    private long now = Long.MAX_VALUE - 1; // it may overflow

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException {
        runs = Files.createFile(directory.resolve("runs"));
        remedy = new DriftRemedy(() -> drifted, List.of("sh", "-c", "echo run >> " + runs), () -> now);
    }

    @AfterEach
    void stop() {
        remedy.close();
    }

    @Test
    void nothingIsMadeWhileNoCameraHasDrifted() throws IOException {
        remedy.look();

        assertThat(remedy.isBusy()).isFalse();
        assertThat(runs).isEmptyFile();
    }

    @Test
    void aDriftIsAnsweredOnceADay() {
        // given
        drifted.put("gate", 0.5);

        // when
        remedy.look();

        // then
        awaitRuns(1);

        // when it still drifts on the same day
        now += Duration.ofHours(23).toNanos();
        remedy.look();

        // then
        assertThat(remedy.isBusy()).isFalse();

        // when
        now += Duration.ofHours(2).toNanos();
        remedy.look();

        // then
        awaitRuns(2);
    }

    @Test
    void aCommandThatCannotBeStartedEndsNothing() {
        drifted.put("gate", 0.5);
        try (DriftRemedy lame = new DriftRemedy(
                () -> drifted, List.of(directory.resolve("nothing").toString()), () -> now)) {
            lame.look();

            assertThat(lame.isBusy()).isFalse();
        }
    }

    private void awaitRuns(int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !remedy.isBusy() && Files.readAllLines(runs).size() == count);
    }
}
