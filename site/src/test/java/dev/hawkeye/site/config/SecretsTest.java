package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hawkeye.site.yaml.ConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @TempDir
    Path directory;

    @Test
    void areNotInTheTextOfTheSettings() throws IOException {
        HawkeyeConfig config = new ConfigReader().file(file("""
                        kafka: {sasl.jaas.config: 'login password="hunter2";', ssl.key.password: hunter2}
                        http: {token: "hunter2hunter2hunter2", admin-token: "Hunter2hunter2hunter2"}
                        registry: {basic.auth.user.info: "user:hunter2"}
                        ingest: {kafka: {ssl.key.password: hunter2}}
                        detector: {kafka: {ssl.key.password: hunter2}}
                        aggregator: {kafka: {ssl.key.password: hunter2}}
                        console: {kafka: {ssl.key.password: hunter2}}
                        cameras:
                          - {id: gate, url: "rtsp://user:hunter2@192.0.2.1/"}
                        """)).read();

        assertThat(config.toString()).contains("gate", "sasl.jaas.config").doesNotContain("hunter2");
        assertThat(config.http().toString())
                .contains("127.0.0.1", "token=***", "adminToken=***")
                .doesNotContain("unter2");
        assertThat(config.ingest().toString()).contains("ssl.key.password").doesNotContain("hunter2");
        assertThat(config.detector().toString()).contains("ssl.key.password").doesNotContain("hunter2");
        assertThat(config.aggregator().toString()).contains("ssl.key.password").doesNotContain("hunter2");
        assertThat(config.console().toString()).contains("ssl.key.password").doesNotContain("hunter2");
        assertThat(config.cameras().toString()).contains("192.0.2.1").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cameras: [{id: gate, url: 'gopher://user:hunter2@192.0.2.1/'}]",
                "cameras: [{id: gate, url: 'rtsp://user:hunter2@192.0.2.1/', fps: fast}]",
                "cameras: [{id: gate, url: ['rtsp://user:hunter2@192.0.2.1/']}]",
                "cameras: 'rtsp://user:hunter2@192.0.2.1/'",
                "kafka: {sasl.jaas.config: [hunter2]}",
                "kafka: hunter2",
                "hunter2",
                "http: {token: hunter2}",
                "console: {aggregators: ['http://user:hunter2@192.0.2.1:8080']}",
                "http: {token: 'hunter2 hunter2 hunter2'}",
                "http: {token: [hunter2hunter2hunter2]}",
                "http: {admin-token: hunter2}",
                "http: {token: hunter2hunter2hunter2, admin-token: hunter2hunter2hunter2}",
                "cameras: [{id: 'rtsp://user:hunter2@192.0.2.1/', url: gate}]",
                "cameras: [{id: gate, fps: 'rtsp://user:hunter2@192.0.2.1/', url: a.mp4}]",
                "cameras: [{id: gate, 'rtsp://user:hunter2@192.0.2.1/': x}]",
                "cameras: {gate: 'rtsp://user:hunter2@192.0.2.1/'}",
                "rtsp://user:hunter2@192.0.2.1/: gate",
                "cameras: [{id: gate, url: ' rtsp://admin:hunter2@192.0.2.1/stream1'}]",
                "cameras: [{id: gate, url: 'admin:hunter2@192.0.2.1:554/stream1'}]",
                "cameras: [{id: gate, url: 'rtsp:/admin:hunter2@192.0.2.1/stream1'}]",
                "cameras: [{id: gate, url: a.mp4, start: 'http://h/x?password=hunter2'}]",
                "http: {host: 'rtsp://user:hunter2@192.0.2.1/', port: 'rtsp://user:hunter2@192.0.2.1/'}",
                "topics: {prefix: 'rtsp://user:hunter2@192.0.2.1/'}",
                "kafka: {ssl.key.password: *hunter2}",
                "kafka: {ssl.key.password: !hunter2}",
                "kafka: {ssl.key.password: !hunter2!hunter2 x}",
                "kafka: {ssl.key.password: @hunter2}",
                "kafka: {ssl.key.password: %hunter2}",
                "kafka: {ssl.key.password: a, ssl.key.password: hunter2}",
                "rtsp://user:hunter2@192.0.2.1/: 1\nrtsp://user:hunter2@192.0.2.1/: 2",
                "http: {password: hunter2hunter2, port: hunter2hunter2}",
                "cameras:\n  - id: gate\n    url: \"rtsp://user:hunter2@192.0.2.1/\n  - id: yard\n",
                "kafka:\n  ssl.key.password: hunter2: [\n"
            })
    void areNotInTheErrorAboutThemNorInItsStackTrace(String yaml) throws IOException {
        Path file = file(yaml);

        Throwable error = catchThrowable(() -> new ConfigReader().file(file).read());

        assertThat(error).isInstanceOf(ConfigException.class);
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).contains("site.yaml").doesNotContain("hunter2");
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("site.yaml"), yaml);
    }
}
