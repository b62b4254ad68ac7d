package dev.hawkeye.vision.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.Damage;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.onnx.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Models damaged by chance: their graph is told, or they are refused in one line. ONNX Runtime is left out. */
final class GraphFuzzTest {
    private static Path folder;
    private static int files;

    @BeforeContainer
    static void create() throws IOException {
        folder = Files.createTempDirectory("fuzz");
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.delete(folder);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDamagedGraphIsToldOrRefusedInOneLine(@ForAll("damaged") byte[] onnx) throws IOException {
        // one file each: the last one's mapping may still be there
        Path file = Files.write(folder.resolve(files++ + ".onnx"), onnx);
        try {
            ModelProto model = OnnxFile.read(file);
            GraphSummary summary = GraphSummary.of(model);
            assertThat(summary.parameters()).isNotNegative();
            assertThat(ShapeCopy.of(model, List.of("images")).getGraph().getOutputCount())
                    .isEqualTo(1);
        } catch (ModelException e) {
            assertThat(e.getMessage()).contains(" is not an ONNX model").doesNotContain("\n", "\r");
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] quantized = new SmallGraph()
                .input(DataType.FLOAT, "batch", 3, "height", "width")
                .one("s")
                .constant("w8", DataType.INT8, 64, 3, 3, 3)
                .external("b", DataType.FLOAT, "weights.data", 64)
                .node("DequantizeLinear", "w", List.of("w8", "s"))
                .node("Conv", "c", List.of("images", "w", "b"))
                .build()
                .toByteArray();
        return Damage.of(List.of(
                BlockModel.dynamic(),
                quantized,
                BlockModel.builder().spoilable().build()));
    }
}
