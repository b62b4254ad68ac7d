package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ModelBenchCommandIT {
    @TempDir
    Path directory;

    private Path dynamic;
    private Path fixed;

    @BeforeEach
    void writeModels() throws IOException {
        dynamic = Files.write(directory.resolve("dynamic.onnx"), BlockModel.dynamic());
        fixed = Files.write(directory.resolve("fixed.onnx"), BlockModel.fixed(2, 320, 192));
    }

    @Test
    void measuresEachModelWithEachSettingInTurns() throws IOException {
        // given
        Path file = directory.resolve("figures.json");

        // when
        CommandLineRun run = bench(dynamic, fixed, "--rounds", "2", "--seconds", "0.01", "--out", file);

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        JsonNode models = new ObjectMapper().readTree(file.toFile()).get("models");
        assertThat(models.findValuesAsText("input")).containsExactly("384x640", "192x320");
        assertThat(models.at("/0/ratio").asDouble()).isEqualTo(1);
        assertThat(models.at("/0/settings"))
                .allSatisfy(setting -> assertThat(setting.get("rounds")).hasSize(2));
        assertThat(models.at("/1/settings"))
                .allSatisfy(setting ->
                        assertThat(setting.at("/setting/batch").asInt()).isEqualTo(2));
        assertThat(run.out())
                .contains(dynamic + ", input 384x640", fixed + ", input 192x320")
                .anyMatch(line -> line.contains("takes batches of 2 only"));
        List<String> first = run.err().stream()
                .filter(line -> line.startsWith("round 1 of 2: "))
                .toList();
        assertThat(first.get(0)).contains("dynamic.onnx");
        assertThat(first.get(1)).contains("fixed.onnx");
        assertThat(run.err()).hasSize(2 * first.size());
    }

    @Test
    void measuresTheShapeThatIsAskedFor() {
        CommandLineRun run = bench(dynamic, "--rounds", "1", "--seconds", "0.01", "--shape", "64x96");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).contains(dynamic + ", input 64x96");
    }

    @Test
    void refusesAShapeThatAModelDoesNotTake() {
        assertThat(refused(fixed, "--shape", "384x640"))
                .contains("--shape 384x640 does not fit " + fixed + ", which takes 192x320 only");
        assertThat(refused(dynamic, "--shape", "360x640"))
                .contains("--shape must be height x width in multiples of 32");
    }

    @Test
    void refusesWhatCannotBeMeasured() {
        assertThat(refused(dynamic, "--rounds", "0")).contains("--rounds must be at least 1");
        assertThat(refused(dynamic, "--batch", "257")).contains("--batch must be 1 to 256, got: 257");
        assertThat(refused(dynamic, "--out", directory)).contains("--out must be a file");
        assertThat(refused(directory.resolve("none.onnx"))).contains("none.onnx does not exist");
        assertThat(refused(dynamic, "--shape", "8192x8192")).contains("batch must be at most 2");
    }

    private static String refused(Object... arguments) {
        CommandLineRun run = bench(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().startsWith("hawkeye: ");
        return run.err().get(0);
    }

    private static CommandLineRun bench(Object... arguments) {
        return CommandLineRun.of(Stream.concat(
                        Stream.of("model", "bench"), Arrays.stream(arguments).map(Object::toString))
                .toArray(String[]::new));
    }
}
