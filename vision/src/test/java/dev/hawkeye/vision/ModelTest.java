package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModelTest {
    @TempDir
    Path folder;

    @Test
    void describesADynamicModel() throws Exception {
        byte[] onnx = BlockModel.dynamic();

        try (Model model = Model.load(file(onnx), 1)) {
            String sha256 = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
            assertThat(model.info())
                    .isEqualTo(new ModelInfo("blocks.onnx", sha256, BlockModel.CLASSES, 32, 640, 640, true, 0));
        }
    }

    @Test
    void describesAFixedModel() throws IOException {
        try (Model model = Model.load(file(BlockModel.fixed(2, 320, 192)), 1)) {
            assertThat(model.info().inputWidth()).isEqualTo(320);
            assertThat(model.info().inputHeight()).isEqualTo(192);
            assertThat(model.info().dynamicShape()).isFalse();
            assertThat(model.info().fixedBatch()).isEqualTo(2);
        }
    }

    @Test
    void takesAnyClassList() throws IOException {
        List<String> names = List.of("person", "driver's seat", "vélo", "a, b", "c: d");

        try (Model model = Model.load(file(BlockModel.builder().classes(names).build()), 1)) {
            assertThat(model.info().classNames()).isEqualTo(names);
        }
    }

    @Test
    void takesTheLongSideOfADynamicModelForItsSquare() throws IOException {
        byte[] onnx = BlockModel.builder().metadata("imgsz", "[384, 640]").build();

        try (Model model = Model.load(file(onnx), 1)) {
            assertThat(model.info().inputWidth()).isEqualTo(640);
            assertThat(model.info().inputHeight()).isEqualTo(640);
        }
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of(
                        "task",
                        BlockModel.builder().metadata("task", "segment"),
                        "expected task 'detect', found 'segment'"),
                Arguments.of("no task", BlockModel.builder().without("task"), "its metadata has no 'task'"),
                Arguments.of("no names", BlockModel.builder().without("names"), "its metadata has no 'names'"),
                Arguments.of("stride", BlockModel.builder().metadata("stride", "64"), "found a coarsest stride of 64"),
                Arguments.of(
                        "imgsz",
                        BlockModel.builder().metadata("imgsz", "[600, 600]"),
                        "expected input sides that are multiples of 32, found 600x600"),
                Arguments.of(
                        "fp16",
                        BlockModel.builder().halfInput(),
                        "expected a float input of N x 3 x height x width, found FLOAT16 ? x 3 x ? x ?"),
                Arguments.of(
                        "end to end",
                        BlockModel.builder().fixedShape(1, 640, 640).endToEnd(),
                        "expected a float output of N x 7 (4 and 3 classes) x 8400 (anchors of 640x640), found FLOAT 1 x 300 x 6"),
                Arguments.of(
                        "transposed",
                        BlockModel.builder().fixedShape(1, 640, 640).transposed(),
                        "found FLOAT 1 x 8400 x 7"),
                Arguments.of(
                        "transposed, dynamic",
                        BlockModel.builder().transposed(),
                        "x 84 (anchors of 64x64), found FLOAT 1 x 84 x 7"),
                Arguments.of(
                        "classes of the metadata and of the graph differ",
                        BlockModel.builder().metadata("names", "{0: 'person'}"),
                        "expected a float output of N x 5 (4 and 1 classes)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    void refusesAModelThatDoesNotFit(String why, BlockModel model, String found) throws IOException {
        Path file = file(model.build());

        assertThatThrownBy(() -> Model.load(file, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(file + " is not a YOLOv8 detection model that can be used: ")
                .hasMessageContaining(found)
                .hasMessageContaining("export it again")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesAFileThatIsMissing() {
        Path file = folder.resolve("nowhere.onnx");

        assertThatThrownBy(() -> Model.load(file, 1))
                .isInstanceOf(ModelException.class)
                .hasMessage(file + " does not exist: give the path of a YOLOv8 detection model in ONNX format");
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> Model.load(folder, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not a file");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = file(new byte[0]);

        assertThatThrownBy(() -> Model.load(file, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void refusesWhatIsNotOnnx() throws IOException {
        Path file = file("PK not a model".getBytes(StandardCharsets.US_ASCII));

        assertThatThrownBy(() -> Model.load(file, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not a usable ONNX model")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesAModelThatWasCutOff() throws IOException {
        byte[] onnx = BlockModel.dynamic();
        Path file = file(Arrays.copyOf(onnx, onnx.length / 2));

        assertThatThrownBy(() -> Model.load(file, 1)).isInstanceOf(ModelException.class);
    }

    @Test
    void refusesBatchesThatMakeNoSense() throws IOException {
        try (Model model = Model.load(file(BlockModel.dynamic()), 1)) {
            assertThatThrownBy(() -> model.newLane(DetectionLimits.DEFAULTS, 0))
                    .hasMessage("batch must be at least 1, got: 0");
            assertThatThrownBy(() -> model.newLane(DetectionLimits.DEFAULTS, 1_000_000))
                    .hasMessage("batch must be at most 436 with model blocks.onnx, got: 1000000");
        }
    }

    @Test
    void makesNoLaneWhenClosedAndClosesTwiceWithoutHarm() throws IOException {
        Model model = Model.load(file(BlockModel.dynamic()), 1);
        model.close();
        model.close();

        assertThatThrownBy(() -> model.newLane(DetectionLimits.DEFAULTS, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("model blocks.onnx is closed");
    }

    private Path file(byte[] onnx) throws IOException {
        return Files.write(folder.resolve("blocks.onnx"), onnx);
    }
}
