package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RawRunsTest {
    private static final InputShape SHAPE = new InputShape(128, 64);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration FOREVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    @Test
    void measuresAllThreads() throws Exception {
        try (RawRuns runs = open(BlockModel.dynamic(), new LaneSetting(3, 1, 2))) {
            RunTimes times = runs.measure(SHORT, SHORT, () -> {});

            assertThat(times.runs()).isGreaterThanOrEqualTo(3);
            assertThat(times.picturesPerSecond()).isPositive();
            assertThat(times.p50Millis()).isPositive().isLessThanOrEqualTo(times.p99Millis());
        }
    }

    @Test
    void measuresAtLeastOneRunOfEachThreadHoweverShort() throws Exception {
        try (RawRuns runs = open(BlockModel.dynamic(), new LaneSetting(2, 1, 1))) {
            assertThat(runs.measure(Duration.ZERO, Duration.ofNanos(1), () -> {})
                            .runs())
                    .isEqualTo(2);
        }
    }

    @Test
    void saysSoWhenARunFails() throws Exception {
        try (RawRuns runs = open(BlockModel.fixed(1, 64, 64), new LaneSetting(2, 1, 1))) {
            assertThatThrownBy(() -> runs.measure(FOREVER, FOREVER, () -> {}))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("blocks.onnx fails on random input of 128x64");
        }
    }

    @Test
    void endsWhenAskedTo() throws Exception {
        try (RawRuns runs = open(BlockModel.dynamic(), new LaneSetting(2, 1, 1))) {
            assertThatThrownBy(() -> runs.measure(FOREVER, FOREVER, () -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
        }
    }

    @Test
    void refusesABatchThatNoBufferHolds() {
        assertThatThrownBy(() -> open(BlockModel.dynamic(), new LaneSetting(1, 1, 1_000_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batch must be at most 21845 with an input of 128x64, got: 1000000");
    }

    private RawRuns open(byte[] onnx, LaneSetting setting) throws IOException {
        return RawRuns.open(Files.write(folder.resolve("blocks.onnx"), onnx), setting, SHAPE);
    }
}
