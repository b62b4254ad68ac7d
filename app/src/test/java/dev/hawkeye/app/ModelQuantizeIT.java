package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.testing.TinyYolo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a model whose layers can be quantized without any harm, and pictures that show what it finds. */
class ModelQuantizeIT {
    private static final int COUNT = 20;
    private static final List<Color> COLORS = List.of(Color.RED, Color.GREEN, Color.BLUE);

    @TempDir
    Path directory;

    private Path model;
    private Path images;
    private Path labels;
    private Path out;

    @BeforeEach
    void picturesOfBlocks() throws IOException {
        model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        images = Files.createDirectory(directory.resolve("images"));
        labels = Files.createDirectory(directory.resolve("labels"));
        out = directory.resolve("int8.onnx");
        for (int i = 0; i < COUNT; i++) {
            Color color = COLORS.get(i % 3);
            BlockPictures.Block block = BlockPictures.cell(color, i % 5, i % 4);
            Files.write(images.resolve(i + ".jpg"), BlockPictures.jpeg(640, 640, List.of(block)));
            Files.writeString(
                    labels.resolve(i + ".txt"),
                    color.classId() + " " + (i % 5 + 0.5) / 20 + " " + (i % 4 + 0.5) / 20 + " 0.05 0.05\n");
        }
    }

    @Test
    void writesAnInt8ModelThatAgreesWithTheOriginalAndSaysHowItWasMade() {
        CommandLineRun run = quantize("--quantize-heads");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).anyMatch(line -> line.matches(".* INT8 +\\d+ .*"));
        assertThat(run.out())
                .contains("agreement (F1) 1.000 with the 5 objects that FP32 finds on 5 held-out pictures");
        CommandLineRun inspection = CommandLineRun.of("model", "inspect", out.toString());
        assertThat(inspection.out()).anyMatch(line -> line.matches(" +precision +INT8 QDQ"));
        assertThat(inspection.out()).anyMatch(line -> line.matches(" +hawkeye.calibration +15 pictures of images"));
        assertThat(inspection.out()).noneMatch(line -> line.contains(directory.toString() + "/images"));
    }

    @Test
    void measuresTheLossOnLabeledPictures() {
        CommandLineRun run =
                quantize("--quantize-heads", "--images", images.toString(), "--labels", labels.toString(), "--rect");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).anyMatch(line -> line.matches("mAP50-95 .*, FP32 has .* on 20 pictures, rectangles"));
    }

    @Test
    void writesNothingWhenTheResultIsNotAsGoodAsItMustBe() throws IOException {
        // Random weights propose boxes everywhere, whose scores are all alike: hardly any two models agree on them.
        Files.write(model, TinyYolo.silu());

        CommandLineRun run = quantize("--min-agreement", "1", "--max-float-layers", "1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).anyMatch(line -> line.startsWith("refused: nothing was written."));
        assertThat(run.out()).anyMatch(line -> line.startsWith("layers to blame"));
        assertThat(names(directory)).containsExactlyInAnyOrder("blocks.onnx", "images", "labels");
    }

    @Test
    void warnsOfFewPicturesAndLeavesOutThoseThatCannotBeDecoded() throws IOException {
        Path few = Files.createDirectory(directory.resolve("few"));
        for (int i = 0; i < 4; i++) {
            Files.copy(images.resolve(i + ".jpg"), few.resolve(i + ".jpg"));
        }
        Files.writeString(few.resolve("torn.jpg"), "text");

        CommandLineRun run = CommandLineRun.of(
                "model", "quantize", model.toString(), "-o", out.toString(), "--calibrate", few.toString());

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.err()).anyMatch(line -> line.contains("torn.jpg"));
        assertThat(run.err()).anyMatch(line -> line.startsWith("hawkeye: only 4 calibration pictures"));
    }

    @Test
    void saysInOneLineWhatItCannotUse() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertRefused("has no picture", "--calibrate", empty.toString());
        assertRefused("is neither a folder of pictures nor a video", "--calibrate", model.toString());
        assertRefused("--images and --labels require each other", "--calibrate", images.toString(), "--images", "x");
        assertRefused("weight bits must be 7 or 8, got: 4", "--calibrate", images.toString(), "--weight-bits", "4");
        assertRefused("no layer is named nowhere", "--calibrate", images.toString(), "--float", "nowhere");
        assertThat(out).doesNotExist();
    }

    private void assertRefused(String message, String... options) {
        List<String> arguments = new ArrayList<>(List.of("model", "quantize", model.toString(), "-o", out.toString()));
        arguments.addAll(List.of(options));
        CommandLineRun run = CommandLineRun.of(arguments.toArray(new String[0]));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).last().asString().startsWith("hawkeye: ").contains(message);
    }

    private CommandLineRun quantize(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("model", "quantize", model.toString(), "-o", out.toString(), "--calibrate", images.toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(new String[0]));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
