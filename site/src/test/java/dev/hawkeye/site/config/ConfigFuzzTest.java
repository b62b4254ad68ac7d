package dev.hawkeye.site.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.testing.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Settings damaged by chance: they are taken, or refused in one line. */
final class ConfigFuzzTest {
    private static Path file;

    @BeforeContainer
    static void create() throws IOException {
        file = Files.createTempFile("fuzz", ".yaml");
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(file);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDamagedFileIsTakenOrRefusedInOneLine(@ForAll("files") byte[] yaml) throws IOException {
        Files.write(file, yaml);
        refusedInOneLine(new ConfigReader(), reader -> reader.file(file));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDamagedVariableIsTakenOrRefusedInOneLine(@ForAll("variables") String name, @ForAll("values") byte[] value) {
        refusedInOneLine(new ConfigReader(), reader -> reader.environment(Map.of(name, new String(value, UTF_8))));
    }

    private static void refusedInOneLine(ConfigReader reader, Consumer<ConfigReader> source) {
        try {
            source.accept(reader);
            assertThat(reader.read()).isNotNull();
        } catch (ConfigException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "\r");
        }
    }

    @Provide
    Arbitrary<byte[]> files() throws IOException {
        List<byte[]> valid = new ArrayList<>();
        try (InputStream reference = Reference.class.getResourceAsStream("/" + Reference.NAME)) {
            valid.add(reference.readAllBytes());
        }
        for (String yaml : List.of(
                "detector: {lanes: 2, max-frame-age: 500 ms}",
                "camera-defaults: {fps: 2, mode: lossless}\ncameras:\n  - {id: gate, url: \"rtsp://192.0.2.1/\"}\n",
                "cameras: [{id: a, url: b, zones: [{name: c, points: [[0, 0], [1, 0], [1, 1]], occupancy: {full: 2, clear: 1}}]}]",
                "aggregator:\n  keyframe-budget: 1 MiB\n  silence: PT1M\n  window: 10 s\n",
                "kafka: {bootstrap.servers: \"a:9092\"}\nhttp: {port: 8080}\ntopics: {prefix: a., partitions: 4}\n",
                "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")) {
            valid.add(yaml.getBytes(UTF_8));
        }
        return Damage.of(valid);
    }

    @Provide
    Arbitrary<String> variables() {
        return Arbitraries.of(
                Reference.load().leaves().stream().map(Environment::name).toList());
    }

    @Provide
    Arbitrary<byte[]> values() {
        return Damage.of(List.of(
                "2".getBytes(UTF_8),
                "0.25".getBytes(UTF_8),
                "true".getBytes(UTF_8),
                "999999999999 d".getBytes(UTF_8),
                "10 s".getBytes(UTF_8),
                "PT10S".getBytes(UTF_8),
                "999999999999 TiB".getBytes(UTF_8),
                "9223372036854775807".getBytes(UTF_8),
                "data/yolo.onnx".getBytes(UTF_8),
                "[{id: gate, url: clip.mp4, start: 2026-05-01T08:00:00Z}]".getBytes(UTF_8)));
    }
}
