package dev.hawkeye.app.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the deploy folder, for the tests of what is in them. */
final class Deploy {
    /** Reads YAML, and so JSON. */
    static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory());

    static final Path PROMETHEUS = Path.of("..", "deploy", "prometheus");
    private static final Path GRAFANA = Path.of("..", "deploy", "grafana");

    private Deploy() {}

    static JsonNode scrapeConfiguration() {
        return read(PROMETHEUS.resolve("prometheus.yml"));
    }

    static JsonNode rules() {
        return read(PROMETHEUS.resolve("alerts.yml"));
    }

    static JsonNode datasource() {
        return read(GRAFANA.resolve("provisioning/datasources/hawkeye.yml"))
                .path("datasources")
                .path(0);
    }

    static List<Dashboard> dashboards() {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            return files.sorted().map(file -> new Dashboard(read(file))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Dashboard dashboard(String uid) {
        return dashboards().stream()
                .filter(one -> one.uid().equals(uid))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
