package dev.hawkeye.ingest.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.ingest.gate.Gates;
import dev.hawkeye.ingest.sending.FrameOutlet;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.ingest.status.CameraHealth;
import dev.hawkeye.ingest.status.CameraMeters;
import dev.hawkeye.schemas.CameraState;
import dev.hawkeye.schemas.CameraStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class CameraReaderTest {
    private final StopSignal stop = new StopSignal();
    private final List<CameraStatus> statuses = new ArrayList<>();
    private final List<CameraEnd> ends = new ArrayList<>();
    private int openings;

    @ParameterizedTest
    @MethodSource("whateverIsThrown")
    void triesAgainWhateverIsThrown(Throwable thrown) {
        // given: a camera that cannot be opened twice, and is then stopped
        CameraReader reader = reader(thrown, 2);
        // when
        reader.run();
        // then
        assertThat(openings).isEqualTo(2);
        assertThat(statuses)
                .extracting(CameraStatus::getState)
                .containsExactly(CameraState.CONNECTING, CameraState.RECONNECTING, CameraState.STOPPED);
        assertThat(statuses.get(1).getLastError()).isEqualTo("unexpected: " + thrown);
        assertThat(ends).isEmpty();
    }

    static List<Throwable> whateverIsThrown() {
        return List.of(
                new IllegalStateException("by a defect"),
                new NoClassDefFoundError("a library"),
                new StackOverflowError(),
                new OutOfMemoryError("Physical memory usage is too high"),
                new AssertionError("by a library"));
    }

    @Test
    void showsNoLoginThatAnErrorQuotes() {
        reader(new StackOverflowError("rtsp://joe:s3cret@cam/live"), 2).run();
        assertThat(statuses.get(1).getLastError()).contains("cam/live").doesNotContain("s3cret");
    }

    /** @param last opening during which the camera is stopped */
    private CameraReader reader(Throwable thrown, int last) {
        CameraConfig camera = new CameraConfig(
                "gate",
                null,
                "synthetic:street",
                0,
                0,
                0,
                90,
                CameraConfig.Mode.LIVE,
                CameraConfig.Transport.AUTO,
                true,
                CameraConfig.GateMode.AUTO,
                null);
        Duration second = Duration.ofSeconds(1);
        GateConfig gate = new GateConfig(Duration.ofSeconds(10), 1_000, 0.01);
        IngestConfig config = new IngestConfig(
                "ingest", second, Duration.ofMillis(1), second, second, second, 10, "detector", gate, Map.of());
        CameraMeters meters = new CameraMeters("gate", new SimpleMeterRegistry());
        CameraHealth health = new CameraHealth(camera, config, meters, statuses::add);
        FrameOutlet outlet = new FrameOutlet(false, "frames", null, null, null, health, stop, null);
        Gates gates = new Gates(gate, id -> {
            if (++openings == last) {
                stop.raise();
            }
            throw CameraReaderTest.<RuntimeException>unchecked(thrown);
        });
        return new CameraReader(camera, config, outlet, null, health, meters, gates, null, ends::add, stop);
    }

    @SuppressWarnings("unchecked") // throws it as what it is
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
