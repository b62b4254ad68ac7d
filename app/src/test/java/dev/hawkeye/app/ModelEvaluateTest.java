package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A red block that is found, and a green one that the picture does not show. */
class ModelEvaluateTest {
    @TempDir
    Path directory;

    private Path model;
    private Path images;
    private Path labels;
    private Path out;

    @BeforeEach
    void onePicture() throws IOException {
        model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        images = Files.createDirectory(directory.resolve("images"));
        labels = Files.createDirectory(directory.resolve("labels"));
        out = directory.resolve("report.json");
        Files.write(
                images.resolve("a.jpg"),
                BlockPictures.jpeg(320, 320, List.of(new BlockPictures.Block(Color.RED, 32, 32, 16, 16))));
        Files.writeString(labels.resolve("a.txt"), "0 0.125 0.125 0.05 0.05\n1 0.5 0.5 0.05 0.05\n");
    }

    @Test
    void printsTheFiguresOverallAndOfEachClass() {
        CommandLineRun run = evaluate();

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).anyMatch(line -> line.matches("mAP50 +0\\.5000 .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("medium +- .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("green +1 +0\\.0000 +0\\.0000"));
        assertThat(run.out()).anyMatch(line -> line.matches("red +1 +\\d\\.\\d{4} +1\\.0000"));
        assertThat(run.out()).last().asString().isEqualTo("1 picture with 2 objects, model blocks.onnx, input 640x640");
    }

    @Test
    void writesTheFiguresAsJsonWithoutThoseOfNothing() throws IOException {
        CommandLineRun run = evaluate("--rect", "--out", out.toString());

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toFile());
        assertThat(report.get("mAP50").asDouble()).isCloseTo(0.5, within(1e-12));
        assertThat(report.get("small").asDouble()).isPositive();
        assertThat(report.has("medium")).isFalse();
        assertThat(report.at("/classes/1/class").asText()).isEqualTo("red");
        assertThat(report.at("/classes/1/AP50").asDouble()).isCloseTo(1, within(1e-12));
        assertThat(report.at("/model/input").asText()).isEqualTo("640x640 or smaller");
        assertThat(directory.resolve("report.json.new")).doesNotExist();
    }

    @Test
    void namesAPictureThatCannotBeAnalyzedAndScoresTheOthers() throws IOException {
        Files.writeString(images.resolve("b.png"), "text");

        CommandLineRun run = evaluate();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().contains("hawkeye: ", "b.png");
        assertThat(run.out()).anyMatch(line -> line.matches("mAP50 +0\\.5000 .*"));
    }

    @Test
    void refusesBadLabelsInOneLine() throws IOException {
        Files.writeString(labels.resolve("a.txt"), "7 0.5 0.5 0.1 0.1");

        assertThat(refused()).contains("a.txt line 1 ", "0 to 2");
    }

    @Test
    void refusesWhatIsNotThereInOneLine() throws IOException {
        assertThat(refused("--out", directory.resolve("none/report.json").toString()))
                .contains("--out", "none");

        Files.delete(images.resolve("a.jpg"));
        assertThat(refused()).contains("no picture", images.toString());

        Files.delete(model);
        Files.writeString(images.resolve("a.jpg"), "");
        assertThat(refused()).contains("blocks.onnx does not exist");
    }

    @Test
    void refusesARectangleForAModelThatHasOnlyItsOwnShape() throws IOException {
        Files.write(model, BlockModel.fixed(1, 320, 320));

        assertThat(refused("--rect")).contains("--rect", "320x320 only");
    }

    private String refused(String... options) {
        CommandLineRun run = evaluate(options);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().startsWith("hawkeye: ");
        return run.err().get(0);
    }

    private CommandLineRun evaluate(String... options) {
        Stream<String> fixed = Stream.of(
                "model", "evaluate", model.toString(), "--images", images.toString(), "--labels", labels.toString());
        return CommandLineRun.of(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
    }
}
