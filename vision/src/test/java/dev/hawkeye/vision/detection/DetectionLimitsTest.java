package dev.hawkeye.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectionLimitsTest {
    @Test
    void defaultsAreThoseOfUltralytics() {
        assertThat(DetectionLimits.DEFAULTS).isEqualTo(new DetectionLimits(0.25f, 0.7f, 300, false, 50_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 0.7, 300, 1, 'confidence must be between 0 and 1, got: 1.5'",
        "NaN, 0.7, 300, 1, 'confidence must be between 0 and 1, got: NaN'",
        "0.25, -1, 300, 1, 'iou must be between 0 and 1, got: -1.0'",
        "0.25, 0.7, 0, 1, 'max-detections must be at least 1, got: 0'",
        "0.25, 0.7, 300, 0, 'max-pixels must be at least 1, got: 0'",
    })
    void refusesWhatMakesNoSense(float confidence, float iou, int maxDetections, long maxPixels, String message) {
        assertThatThrownBy(() -> new DetectionLimits(confidence, iou, maxDetections, true, maxPixels))
                .hasMessage(message);
    }
}
