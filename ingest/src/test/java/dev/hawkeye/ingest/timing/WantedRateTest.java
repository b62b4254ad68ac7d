package dev.hawkeye.ingest.timing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedRateTest {
    @ParameterizedTest(name = "fps {0}, every {1}, a source of {2} fps, {3}: {4}")
    @CsvSource({
        "24, 0, 15, LIVE, 15",
        "5, 0, 25, LIVE, 5",
        "5, 0, 0, LIVE, 5",
        "0, 0, 25, LIVE, 25",
        "0, 0, 0, LIVE, 0",
        "5, 10, 25, LIVE, 2.5",
        "5, 10, 0, LIVE, 0",
        "5, 0, 90000, LIVE, 5",
        "0, 0, 90000, LIVE, 0",
        "5, 0, 25, LOSSLESS, 0"
    })
    void isWhatIsConfiguredWithinWhatTheSourceHas(double fps, int every, double source, Mode mode, double wanted) {
        CameraConfig camera = new CameraConfig("gate", "rtsp://192.0.2.1/", fps, every, 0, 90, mode);

        assertThat(WantedRate.of(camera, source)).isEqualTo(wanted);
    }
}
