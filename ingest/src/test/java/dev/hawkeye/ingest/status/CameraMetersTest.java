package dev.hawkeye.ingest.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.CameraState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraMetersTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CameraMeters meters = new CameraMeters("gate", metrics);

    @ParameterizedTest
    @CsvSource({"CONNECTING, 0", "STREAMING, 1", "RECONNECTING, 0", "FAILED, 0", "ENDED, ", "STOPPED, "})
    void aCameraIsUpWhileItStreamsAndGoneWhenNoOneNeedsToCareForIt(CameraState state, Double up) {
        meters.entered(CameraState.STREAMING);

        meters.entered(state);

        Gauge gauge = metrics.find("hawkeye.ingest.camera.up").gauge();
        assertThat(gauge == null ? null : gauge.value()).isEqualTo(up);
    }

    @Test
    void aCameraThatIsNoLongerReadIsGoneWhateverItsThreadStillReports() {
        meters.entered(CameraState.FAILED);

        meters.release();
        meters.entered(CameraState.RECONNECTING);

        assertThat(metrics.find("hawkeye.ingest.camera.up").gauge()).isNull();
    }

    @Test
    void aCameraThatComesBackContinuesCounting() {
        meters.sent(1000);
        meters.entered(CameraState.STOPPED);

        CameraMeters again = new CameraMeters("gate", metrics);
        again.sent(500);

        assertThat(metrics.counter("hawkeye.ingest.frames", "camera", "gate").count())
                .isEqualTo(2);
        assertThat(metrics.counter("hawkeye.ingest.frame.bytes", "camera", "gate")
                        .count())
                .isEqualTo(1500);
    }

    @Test
    void onlyALostCameraReconnects() {
        meters.entered(CameraState.CONNECTING);
        meters.entered(CameraState.RECONNECTING);
        meters.entered(CameraState.STREAMING);

        assertThat(metrics.counter("hawkeye.ingest.reconnects", "camera", "gate")
                        .count())
                .isEqualTo(1);
    }
}
