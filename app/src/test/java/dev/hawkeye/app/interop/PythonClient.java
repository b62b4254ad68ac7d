package dev.hawkeye.app.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs docs/integrations/python/read.py, in a Python environment that has Confluent's client and nothing of ours. */
final class PythonClient {
    private static final long PATIENCE_SECONDS = 120;
    private static final Path SCRIPTS = Path.of("..", "docs", "integrations", "python");
    private static final Path ENVIRONMENT = Path.of("target", "python-client").toAbsolutePath();
    private static final Path PYTHON = ENVIRONMENT.resolve("bin/python");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    private PythonClient(Path directory) {
        this.directory = directory;
    }

    /** Makes the environment, once for a build; skips the test where there is no Python, or its packages cannot be had. */
    static PythonClient orSkip(Path directory) throws IOException, InterruptedException {
        PythonClient client = new PythonClient(directory);
        Path requirements = SCRIPTS.resolve("requirements.txt");
        Path madeFrom = ENVIRONMENT.resolve("made-from.txt");
        if (!Files.exists(madeFrom) || Files.mismatch(madeFrom, requirements) >= 0) {
            client.orSkip("python3", "-m", "venv", "--clear", ENVIRONMENT.toString());
            client.orSkip(
                    PYTHON.toString(),
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                    requirements.toString());
            Files.copy(requirements, madeFrom);
        }
        return client;
    }

    private void orSkip(String... command) throws InterruptedException, IOException {
        Output output;
        try {
            output = run(List.of(command));
        } catch (IOException e) {
            Assumptions.abort("there is no Python: " + e.getMessage());
            return;
        }
        Assumptions.assumeTrue(
                output.status == 0, "the packages of docs/integrations/python cannot be had: " + output.errors);
    }

    /** A line of JSON for each record of a topic. */
    List<JsonNode> read(String kafka, String registry, String topic) throws IOException, InterruptedException {
        Output output =
                run(List.of(PYTHON.toString(), SCRIPTS.resolve("read.py").toString(), kafka, registry, topic));
        assertThat(output.status).as(output.errors).isZero();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : output.lines) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private record Output(int status, List<String> lines, String errors) {}

    private Output run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "python", ".out");
        Path err = Files.createTempFile(directory, "python", ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends", command.get(0))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Output(process.exitValue(), Files.readAllLines(out, StandardCharsets.UTF_8), Files.readString(err));
    }
}
