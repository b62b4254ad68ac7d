package dev.hawkeye.site.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsChangeTest {
    @ParameterizedTest
    @CsvSource({
        "kafka.bootstrap.servers, '192.0.2.1:9092', kafka",
        "topics.partitions, 3, topics",
        "http.port, 8081, http",
        "data-directory, elsewhere, data-directory",
        "ingest.lossless-backlog, 32, ingest",
        "detector.batch, 2, detector",
        "aggregator.grace, 9 s, aggregator",
        "cloud.registry.schema.registry.url, 'http://192.0.2.1:8081', cloud",
        "notify.console, 'https://hawkeye.example.org', notify",
        "clips.before, 9 s, clips",
        "tracing.one-in, 10, tracing",
    })
    void whatIsNotAboutCamerasTakesEffectAtAStart(String key, String value, String section) {
        assertThat(new SettingsChange(config(null, null), config(key, value)).needsRestart())
                .containsExactly(section);
    }

    @ParameterizedTest
    @CsvSource({
        "detector.confidence, 0.4",
        "detector.iou, 0.5",
        "detector.max-detections, 10",
        "detector.multi-label, true",
    })
    void whatCountsAsADetectionChangesAtOnce(String key, String value) {
        SettingsChange change = new SettingsChange(config(null, null), config(key, value));

        assertThat(change.isNone()).isFalse();
        assertThat(change.needsRestart()).isEmpty();
    }

    @Test
    void theRulesOfAlarmsChangeAtOnce() {
        HawkeyeConfig other = new ConfigReader()
                .set("detector.model", "model.onnx", "test")
                .set("cameras", List.of(Map.of("id", "gate", "url", "rtsp://192.0.2.1/")), "test")
                .set("notify.rules", List.of(Map.of("name", "night")), "test")
                .read();

        SettingsChange change = new SettingsChange(config(null, null), other);

        assertThat(change.needsRestart()).isEmpty();
        assertThat(change.isNone()).isFalse();
        assertThat(change.text()).isEqualTo("rules of alarms");
    }

    @Test
    void aTargetOfAlarmsIsAddedAtOnce() {
        SettingsChange change = new SettingsChange(config(null, null), target("a password of 26 letters"));

        assertThat(change.needsRestart()).isEmpty();
        assertThat(change.text()).isEqualTo("targets of alarms");
    }

    @Test
    void theSecretOfATargetChangesAtOnceAndIsNotShown() {
        SettingsChange change =
                new SettingsChange(target("a password of 26 letters"), target("another one of 26 letters"));

        assertThat(change.needsRestart()).isEmpty();
        assertThat(change.text()).isEqualTo("targets of alarms");
    }

    @ParameterizedTest
    @CsvSource({
        "camera-defaults.fps, 3",
        "camera-defaults.max-width, 640",
        "camera-defaults.jpeg-quality, 80",
        "camera-defaults.gate, off",
    })
    void aDefaultChangesEachCameraThatHasNoValueOfItsOwn(String key, String value) {
        SettingsChange change = new SettingsChange(config(null, null), config(key, value));

        assertThat(change.needsRestart()).isEmpty();
        assertThat(change.changed()).containsExactly("gate");
        assertThat(change.otherMasks()).isEmpty();
    }

    private static HawkeyeConfig target(String secret) {
        return new ConfigReader()
                .set("detector.model", "model.onnx", "test")
                .set("cameras", List.of(Map.of("id", "gate", "url", "rtsp://192.0.2.1/")), "test")
                .set(
                        "notify.targets",
                        List.of(Map.of("name", "guard", "type", "webhook", "url", "http://localhost/")),
                        "test")
                .set("notify.secrets", Map.of("guard", secret), "test")
                .read();
    }

    private static HawkeyeConfig config(String key, String value) {
        ConfigReader reader = new ConfigReader()
                .set("detector.model", "model.onnx", "test")
                .set("cameras", List.of(Map.of("id", "gate", "url", "rtsp://192.0.2.1/")), "test");
        return key == null ? reader.read() : reader.set(key, value, "test").read();
    }
}
