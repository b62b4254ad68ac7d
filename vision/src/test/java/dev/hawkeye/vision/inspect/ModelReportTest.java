package dev.hawkeye.vision.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelReportTest {
    @TempDir
    Path folder;

    @Test
    void reportsEverythingOfAUsableModel() throws Exception {
        byte[] onnx = BlockModel.dynamic();

        ModelReport report = report(onnx);

        assertThat(report.bytes()).isEqualTo(onnx.length);
        assertThat(report.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(onnx)));
        assertThat(report.task()).contains("detect");
        assertThat(report.classNames()).containsExactly("red", "green", "blue");
        assertThat(report.input()).contains(new InputShape(640, 640));
        assertThat(report.info()).isPresent();
        assertThat(report.refusal()).isEmpty();
    }

    /** In each of three heads: 1 x 1 convolutions of 3 colors to 3 scores, 1 one and 2 sides, with biases. */
    @Test
    void countsWhatTheBlocksAreFoundWith() throws IOException {
        ModelReport report = report(BlockModel.dynamic());

        assertThat(report.graph().parameters()).isEqualTo(3 * (3 * 6 + 6));
        // 80 x 80, 40 x 40 and 20 x 20 cells
        assertThat(report.flops()).hasValue(2L * 8400 * 3 * 6);
    }

    @Test
    void countsForTheFixedShape() throws IOException {
        ModelReport report = report(BlockModel.fixed(2, 320, 192));

        assertThat(report.input()).contains(new InputShape(320, 192));
        assertThat(report.flops()).hasValue(2L * (40 * 24 + 20 * 12 + 10 * 6) * 3 * 6);
    }

    @Test
    void reportsWhatItCanOfAModelForAnotherTask() throws IOException {
        ModelReport report =
                report(BlockModel.builder().metadata("task", "classify").build());

        assertThat(report.info()).isEmpty();
        assertThat(report.refusal().orElseThrow())
                .contains("expected task 'detect', found 'classify'")
                .doesNotContain("\n");
        assertThat(report.task()).contains("classify");
        assertThat(report.classNames()).containsExactly("red", "green", "blue");
        assertThat(report.flops()).hasValue(2L * 8400 * 3 * 6);
    }

    @Test
    void reportsWhatItCanOfAModelWithoutMetadata() throws IOException {
        ModelProto model = new SmallGraph()
                .input(DataType.FLOAT, 1, 3, 32, 64)
                .constant("w", DataType.FLOAT, 2, 3, 1, 1)
                .node("Conv", "c", List.of("images", "w"))
                .build();

        ModelReport report = report(model.toByteArray());

        assertThat(report.refusal().orElseThrow()).contains("its metadata has no 'task'");
        assertThat(report.task()).isEmpty();
        assertThat(report.classNames()).isEmpty();
        assertThat(report.input()).contains(new InputShape(64, 32));
        assertThat(report.flops()).hasValue(2L * 32 * 64 * 2 * 3);
    }

    @Test
    void reportsWhatItCanOfAModelWhoseWeightsAreMissing() throws IOException {
        ModelProto model = new SmallGraph()
                .input(DataType.FLOAT, 1, 3, 32, 64)
                .external("w", DataType.FLOAT, "weights.data", 64, 3, 3, 3)
                .node("Conv", "c", List.of("images", "w"))
                .build();

        ModelReport report = report(model.toByteArray());

        assertThat(report.graph().externalFiles()).containsExactly("weights.data");
        assertThat(report.graph().parameters()).isEqualTo(64 * 27);
        assertThat(report.flops()).hasValue(2L * 30 * 62 * 64 * 27);
        assertThat(report.refusal().orElseThrow())
                .contains("is not a usable ONNX model")
                .doesNotContain("\n");
    }

    @Test
    void refusesWhatIsNotOnnx() {
        refuses("not a model at all".getBytes(StandardCharsets.US_ASCII));
        refuses(new byte[] {});
        refuses(ModelProto.newBuilder().setIrVersion(8).build().toByteArray());
    }

    @Test
    void refusesAModelThatWasCutOff() {
        byte[] onnx = BlockModel.dynamic();

        refuses(Arrays.copyOf(onnx, onnx.length / 2));
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertThatThrownBy(() -> ModelReport.of(folder.resolve("nowhere.onnx")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("does not exist");
    }

    private void refuses(byte[] bytes) {
        assertThatThrownBy(() -> report(bytes))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("blocks.onnx is ")
                .hasMessageNotContaining("\n");
    }

    private ModelReport report(byte[] onnx) throws IOException {
        return ModelReport.of(Files.write(folder.resolve("blocks.onnx"), onnx));
    }
}
