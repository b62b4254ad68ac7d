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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir
    Path directory;

    @Test
    void printsWhatAModelIsAndHowThePipelineUsesIt() throws IOException {
        CommandLineRun run = inspect(BlockModel.builder());

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out())
                .contains(
                        "  task          detect",
                        "  classes       3: red, green, blue",
                        "  input         images FP32 batch x 3 x height x width",
                        "  output        output0 FP32 batch x channels x anchors",
                        "  precision     FP32",
                        "  weights       FP32 72",
                        "  FLOPs         302400 at 640x640",
                        "  usable        yes",
                        "  letterbox     1280x720 to 640x384, 1920x1080 to 640x384",
                        "  batch         any (detector.batch: 4)")
                .doesNotContain("model card");
    }

    @Test
    void saysTheSameInJson() throws IOException {
        CommandLineRun run = inspect(BlockModel.builder().fixedShape(2, 320, 192), "--json");

        JsonNode json = new ObjectMapper().readTree(String.join("\n", run.out()));
        assertThat(json.at("/task").asText()).isEqualTo("detect");
        assertThat(json.at("/classes/2").asText()).isEqualTo("blue");
        assertThat(json.at("/inputs/0/sides/3").asText()).isEqualTo("320");
        assertThat(json.at("/precision").asText()).isEqualTo("FP32");
        assertThat(json.at("/weights/FP32").asLong()).isEqualTo(72);
        assertThat(json.at("/flops").asLong()).isEqualTo(2L * (40 * 24 + 20 * 12 + 10 * 6) * 18);
        assertThat(json.at("/flopsInput").asText()).isEqualTo("320x192");
        assertThat(json.at("/pipeline/usable").asBoolean()).isTrue();
        assertThat(json.at("/pipeline/batch").asInt()).isEqualTo(2);
        assertThat(json.at("/pipeline/fixedBatch").asBoolean()).isTrue();
        assertThat(json.at("/pipeline/letterbox/1280x720").asText()).isEqualTo("320x192");
        assertThat(json.at("/metadata/imgsz").asText()).isEqualTo("[192, 320]");
    }

    @Test
    void showsTheModelCardApartFromOtherMetadata() throws IOException {
        CommandLineRun run = inspect(
                BlockModel.builder().metadata("hawkeye.method", "percentile").metadata("author", "me"));

        List<String> out = run.out();
        int card = out.indexOf("model card");
        int metadata = out.indexOf("metadata");
        assertThat(out.subList(card, metadata)).contains("  hawkeye.method  percentile");
        assertThat(out.subList(metadata, out.size()))
                .contains("  author        me")
                .noneMatch(line -> line.contains("hawkeye.method"));
    }

    @Test
    void foldsLongListsBetweenTheirItems() throws IOException {
        List<String> names =
                IntStream.range(0, 80).mapToObj(id -> "traffic light " + id).toList();

        CommandLineRun run = inspect(BlockModel.builder().classes(names));

        assertThat(run.out())
                .allMatch(line -> line.length() <= 112)
                .filteredOn(line -> line.contains("traffic"))
                .hasSizeGreaterThan(10)
                .allMatch(line -> line.matches(".* traffic light \\d+,?"));
    }

    @Test
    void givesNoOrdersToTheTerminal() throws IOException {
        CommandLineRun run = inspect(
                BlockModel.builder().metadata("author", "\u001b[2Jme\u0007").metadata("a\nb", "x"));

        assertThat(run.out()).contains("  author        ?[2Jme?", "  a?b           x");
    }

    @Test
    void saysPlainlyWhyAModelCannotBeUsed() throws IOException {
        CommandLineRun run = inspect(BlockModel.builder().metadata("task", "classify"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("  task          classify", "  usable        no");
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("  why ")
                        && line.contains("expected task 'detect', found 'classify': export it again"));
    }

    @Test
    void refusesAFileThatIsNoModelInOneLine() throws IOException {
        Path text = Files.writeString(directory.resolve("notes.onnx"), "not a model at all");

        CommandLineRun run = CommandLineRun.of("model", "inspect", text.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().contains("notes.onnx is not an ONNX model");
    }

    private CommandLineRun inspect(BlockModel model, String... options) throws IOException {
        Path file = Files.write(directory.resolve("blocks.onnx"), model.build());
        String[] arguments = {"model", "inspect", file.toString()};
        return CommandLineRun.of(
                Stream.of(arguments, options).flatMap(Arrays::stream).toArray(String[]::new));
    }
}
