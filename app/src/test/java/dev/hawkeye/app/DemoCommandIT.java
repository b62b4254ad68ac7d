package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandIT {
    private static final String AT = "Hawkeye is at ";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    @Test
    void fourCamerasAreAnalyzedAndNothingIsLeftBehind() throws Exception {
        try (HawkeyeProcess demo = HawkeyeProcess.start(directory, "demo", "--no-browser", "--port", "0")) {
            // when
            demo.awaitLine(AT);
            String address = demo.lines().stream()
                    .filter(line -> line.startsWith(AT))
                    .map(line -> line.substring(AT.length(), line.indexOf(' ', AT.length())))
                    .findFirst()
                    .orElseThrow();
            // then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cameras(address))
                            .hasSize(4)
                            .allMatch(camera -> camera.at("/detected").asLong() > 0)
                            .allMatch(
                                    camera -> camera.at("/last/model").asText().equals("street.onnx")));
            assertThat(leftovers()).isNotEmpty();
            // when
            demo.end();
            // then
            assertThat(demo.awaitExit()).isZero();
            assertThat(demo.complaints()).isEmpty();
            assertThat(leftovers()).isEmpty();
        }
    }

    private static List<JsonNode> cameras(String address) throws IOException {
        JsonNode answer;
        try (InputStream body =
                URI.create(address).resolve("/api/cameras").toURL().openStream()) {
            answer = new ObjectMapper().readTree(body);
        }
        return Stream.iterate(0, i -> i + 1)
                .limit(answer.at("/cameras").size())
                .map(answer.at("/cameras")::get)
                .toList();
    }

    /** Folders in the temporary folder, but for the one of this user, in which each process has a folder. */
    private List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(directory, 2)) {
            return files.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(directory))
                    .filter(folder -> !folder.getFileName().toString().startsWith("hawkeye-"))
                    .toList();
        }
    }
}
