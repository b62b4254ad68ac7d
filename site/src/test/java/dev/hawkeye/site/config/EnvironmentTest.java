package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.settings.DataSize;
import dev.hawkeye.site.yaml.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void setsAnyKey() {
        HawkeyeConfig config = read(Map.of(
                "HAWKEYE_DETECTOR_MODEL", "/models/yolo.onnx",
                "HAWKEYE_AGGREGATOR_KEYFRAME_BUDGET", "2 MiB",
                "HAWKEYE_HTTP_PORT", "9000",
                "HAWKEYE_TOPICS_PREFIX", "1234",
                "HAWKEYE_DATA_DIRECTORY", "/data"));

        assertThat(config.detector().model()).isEqualTo(Path.of("/models/yolo.onnx"));
        assertThat(config.aggregator().keyframeBudget()).isEqualTo(DataSize.parse("2 MiB"));
        assertThat(config.http().port()).isEqualTo(9000);
        assertThat(config.topics().prefix()).isEqualTo("1234");
        assertThat(config.dataDirectory()).isEqualTo(Path.of("/data"));
    }

    @Test
    void setsNativeProperties() {
        HawkeyeConfig config = read(Map.of(
                "HAWKEYE_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "HAWKEYE_KAFKA_SASL_JAAS_CONFIG", "Module required password=\"a: b\";",
                "HAWKEYE_DETECTOR_KAFKA_NUM_STREAM_THREADS", "2",
                "HAWKEYE_REGISTRY_SCHEMA_REGISTRY_URL", "http://registry:8081"));

        assertThat(config.kafka())
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("sasl.jaas.config", "Module required password=\"a: b\";");
        assertThat(config.detector().kafka()).containsExactly(Map.entry("num.stream.threads", "2"));
        assertThat(config.registry()).containsEntry("schema.registry.url", "http://registry:8081");
    }

    @Test
    void setsTheWholeListOfCameras() {
        HawkeyeConfig config = read(
                Map.of("HAWKEYE_CAMERAS", "[{id: gate, url: 'rtsp://192.0.2.1/'}, {id: yard, url: a.mp4, fps: 1}]"));

        assertThat(config.cameras()).extracting("id", "fps").containsExactly(tuple("gate", 5.0), tuple("yard", 1.0));
    }

    @Test
    void isNamedInTheErrorOfItsValue() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(Map.of("HAWKEYE_DETECTOR_LANES", "-1")))
                .withMessageStartingWith("HAWKEYE_DETECTOR_LANES: detector.lanes must be 0")
                .withMessageEndingWith("got: -1");
    }

    @Test
    void leavesWhatIsNotOursAlone() {
        HawkeyeConfig config = read(Map.of(
                "HAWKEYE_JAVA_OPTS", "-Xmx1g",
                "HAWKEYE_DATA", "/data",
                "HAWKEYE_DETECT_SERVICE_PORT", "80",
                "HAWKEYE_DETECT_PORT_80_TCP", "tcp://192.0.2.1:80",
                "PATH", "/bin"));

        assertThat(config).isEqualTo(new ConfigReader().read());
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static HawkeyeConfig read(Map<String, String> variables) {
        return new ConfigReader().environment(variables).read();
    }
}
