package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of people who wish us ill, and models in several files. */
class StrangeModelTest {
    @TempDir
    Path folder;

    @Test
    void usesAModelWhoseWeightsLieBesideItAndKnowsItByThemToo() throws IOException {
        // given
        Path file = withWeightsIn("blocks.onnx.data");
        String before = ModelDigest.of(file);

        try (Model model = Model.load(file, 1)) {
            assertThat(model.info().sha256()).isEqualTo(before);
        }

        // when: the same graph has other weights
        Path weights = folder.resolve("blocks.onnx.data");
        byte[] bytes = Files.readAllBytes(weights);
        bytes[0]++;
        Files.write(weights, bytes);

        // then
        assertThat(ModelDigest.of(file)).isNotEqualTo(before).matches("[0-9a-f]{64}");
    }

    @Test
    void saysWhichWeightsAreMissing() throws IOException {
        Path file = withWeightsIn("blocks.onnx.data");
        Files.delete(folder.resolve("blocks.onnx.data"));

        for (Look look : looks()) {
            assertThatThrownBy(() -> look.at(file))
                    .isInstanceOf(ModelException.class)
                    .hasMessage(file + " is not a usable ONNX model (its weights are in blocks.onnx.data, which is not"
                            + " beside it): copy that file too");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../weights.data", "a/../../weights.data", "", ".", "..\\weights.data"})
    void opensNoFileOutsideOfTheModelsFolder(String location) throws IOException {
        Path file = Files.createDirectory(folder.resolve("models")).resolve("blocks.onnx");
        Files.write(folder.resolve("weights.data"), new byte[4096]);
        Files.write(file, named(location).toByteArray());

        for (Look look : looks()) {
            assertThatThrownBy(() -> look.at(file))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContainingAll("'" + location + "'", "not in its own folder");
        }
        assertThat(ModelDigest.of(file)).isNotBlank();
    }

    @Test
    void refusesAConstantThatIsLargerThanTheFile() throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(BlockModel.dynamic()).toBuilder();
        model.getGraphBuilder()
                .addInitializer(TensorProto.newBuilder()
                        .setName("bomb")
                        .setDataType(TensorProto.DataType.FLOAT.getNumber())
                        .addDims(1L << 40)
                        .addDims(1L << 40));

        refused(model, "claims more values than the file holds");
    }

    @Test
    void refusesAConstantThatWouldBeMadeInLoading() throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(BlockModel.dynamic()).toBuilder();
        ByteBuffer sides = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        sides.putLong(50_000).putLong(50_000).flip();
        model.getGraphBuilder()
                .addInitializer(TensorProto.newBuilder()
                        .setName("sides")
                        .setDataType(TensorProto.DataType.INT64.getNumber())
                        .addDims(2)
                        .setRawData(ByteString.copyFrom(sides)))
                .addNode(NodeProto.newBuilder()
                        .setOpType("ConstantOfShape")
                        .addInput("sides")
                        .addOutput("bomb"));

        refused(model, "creates a constant of more than");
    }

    @Test
    void quotesNothingThatATerminalWouldObey() throws IOException {
        Path file = folder.resolve("blocks.onnx");
        Files.write(
                file,
                BlockModel.builder()
                        .metadata("task", "\u001b[2Jseg\nWARN all is well\u202e")
                        .build());

        for (Look look : looks()) {
            assertThatThrownBy(() -> look.at(file))
                    .isInstanceOf(ModelException.class)
                    .message()
                    .contains("WARN all is well")
                    .doesNotContainPattern("[\\p{Cc}\\u202e]");
        }
    }

    @Test
    void refusesWhatIsNotAModelBeforeLoadingIt() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.onnx"), "PK not a model", StandardCharsets.US_ASCII);
        Path empty = Files.createFile(folder.resolve("empty.onnx"));

        assertThatThrownBy(() -> Model.check(text)).hasMessageContaining("notes.onnx is not an ONNX model");
        assertThatThrownBy(() -> Model.check(empty)).hasMessageContaining("empty.onnx is not an ONNX model");
        assertThatThrownBy(() -> Model.check(folder)).hasMessageContaining("is not a file");
    }

    private void refused(ModelProto.Builder model, String why) throws IOException {
        Path file = Files.write(folder.resolve("blocks.onnx"), model.build().toByteArray());
        for (Look look : looks()) {
            assertThatThrownBy(() -> look.at(file))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContainingAll("is not a usable ONNX model", why);
        }
    }

    private interface Look {
        void at(Path file);
    }

    private static List<Look> looks() {
        return List.of(Model::check, file -> Model.load(file, 1).close());
    }

    /** The model of {@link BlockModel}, with the values of its first constants in a file of their own. */
    private Path withWeightsIn(String location) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(BlockModel.dynamic()).toBuilder();
        TensorProto tensor = firstFloats(model.getGraph());
        ByteBuffer values = ByteBuffer.allocate(4 * tensor.getFloatDataCount()).order(ByteOrder.LITTLE_ENDIAN);
        tensor.getFloatDataList().forEach(values::putFloat);
        Files.write(folder.resolve(location), values.array());
        return Files.write(folder.resolve("blocks.onnx"), named(location).toByteArray());
    }

    private static ModelProto named(String location) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(BlockModel.dynamic()).toBuilder();
        TensorProto tensor = firstFloats(model.getGraph());
        int index = model.getGraph().getInitializerList().indexOf(tensor);
        model.getGraphBuilder()
                .setInitializer(
                        index,
                        tensor.toBuilder()
                                .clearFloatData()
                                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                                .addExternalData(StringStringEntryProto.newBuilder()
                                        .setKey("location")
                                        .setValue(location)));
        return model.build();
    }

    private static TensorProto firstFloats(GraphProto graph) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getFloatDataCount() > 3)
                .findFirst()
                .orElseThrow();
    }
}
