package dev.hawkeye.models.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.models.quantize.calibration.RangeMethod;
import dev.hawkeye.models.quantize.graph.DistributionMean;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.Preparation;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.TinyYolo;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizerIT {
    private static final QuantizeSettings SETTINGS =
            new QuantizeSettings(7, false, RangeMethod.MSE, 0.9999, true, true, Set.of());
    private static final int ROWS = 4 + 3;

    /** 16 with a function, of which the one behind the enlargement is cut in two, and 6 heads. */
    private static final int HEADS = 6;

    private static final int LAYERS = 16 + 1 + HEADS;

    @TempDir
    private Path directory;

    @Test
    void everyLayerBecomesBytesAndStaysCloseToFloat() throws IOException {
        Quantized quantized = quantizer(TinyYolo.silu()).quantize(SETTINGS);

        assertThat(quantized.layers())
                .hasSize(LAYERS)
                .allMatch(LayerReport::quantized)
                .allSatisfy(layer -> assertThat(layer.decibels()).isGreaterThan(20));
        assertThat(quantized.operatorsInFloat()).isEmpty();
    }

    @Test
    void theOutputsOfBothModelsAreClose() throws IOException {
        assertOutputsAreClose(TinyYolo.silu());
    }

    @Test
    void onnxRuntimeMergesWhatIsWrittenIntoKernelsOfBytes() throws IOException, OrtException {
        Path file = written(
                "int8.onnx", quantizer(TinyYolo.silu()).quantize(SETTINGS).bytes(Map.of()));
        Path merged = directory.resolve("merged.onnx");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizedModelFilePath(merged.toString());
            OrtRuntime.environment().createSession(file.toString(), options).close();
        }

        List<String> operators = ModelProto.parseFrom(Files.readAllBytes(merged)).getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .toList();
        assertThat(operators).filteredOn("QLinearConv"::equals).hasSize(LAYERS - HEADS);
        assertThat(operators).filteredOn("MatMulIntegerToFloat"::equals).hasSize(HEADS);
        assertThat(operators).filteredOn("QuantizeLinear"::equals).hasSize(1);
        assertThat(operators).doesNotContain("Conv", "DequantizeLinear");
    }

    @Test
    void headsThatGiveBytesStayConvolutions() throws IOException {
        QuantizeSettings bytes = new QuantizeSettings(7, false, RangeMethod.MSE, 0.9999, true, false, Set.of());

        ModelProto model =
                ModelProto.parseFrom(quantizer(TinyYolo.silu()).quantize(bytes).bytes(Map.of()));

        assertThat(model.getGraph().getNodeList())
                .filteredOn(node -> node.getOpType().equals("Conv"))
                .hasSize(LAYERS);
    }

    @Test
    void aReluIsMergedIntoItsConvolution() throws IOException {
        ModelProto model = assertOutputsAreClose(TinyYolo.relu());

        assertThat(model.getGraph().getNodeList())
                .filteredOn(node -> node.getOpType().equals("Relu"))
                .allSatisfy(
                        relu -> assertThat(producer(model, relu.getInput(0))).isEqualTo("Conv"));
    }

    @Test
    void anOlderExportGetsOperatorsThatItsOpsetHas() throws IOException {
        ModelProto model = assertOutputsAreClose(TinyYolo.opset(12));

        assertThat(model.getGraph().getNodeList())
                .filteredOn(node -> node.getOpType().equals("DequantizeLinear"))
                .isNotEmpty()
                .allMatch(node -> node.getDomain().equals("com.microsoft"));
    }

    @Test
    void layersCanStayInFloatByName() throws IOException {
        Quantizer quantizer = quantizer(TinyYolo.silu());
        String second = quantizer.quantize(SETTINGS).layers().get(1).name();

        Quantized quantized = quantizer.quantize(SETTINGS.withInFloat(Set.of(second)));

        assertThat(quantized.layers().get(1).quantized()).isFalse();
        assertThat(quantized.layers().get(2).quantized()).isTrue();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> quantizer.quantize(SETTINGS.withInFloat(Set.of("nowhere"))))
                .withMessageStartingWith("no layer is named nowhere");
    }

    @Test
    void theWorstLayerIsBlamedFirst() throws IOException {
        List<Blame> blames = quantizer(TinyYolo.silu()).blame(SETTINGS);

        assertThat(blames).hasSize(LAYERS).isSortedAccordingTo((a, b) -> Double.compare(b.share(), a.share()));
        assertThat(blames.get(0).share()).isPositive().isLessThanOrEqualTo(1);
    }

    @Test
    void theCardIsInTheMetadataBesideTheExportersKeys() throws IOException {
        byte[] file = quantizer(TinyYolo.silu()).quantize(SETTINGS).bytes(Map.of(ModelCard.LOSS, "none"));

        Map<String, String> metadata = new HashMap<>();
        ModelProto.parseFrom(file)
                .getMetadataPropsList()
                .forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
        assertThat(metadata).containsEntry("hawkeye.loss", "none").containsEntry("task", "detect");
    }

    @Test
    void theMeanOfADistributionIsTheSameWithoutSoftmax() throws IOException {
        Graph exported = Preparation.prepare(written("exported.onnx", TinyYolo.silu()));

        Graph simplified = DistributionMean.simplify(exported);

        assertThat(simplified.nodes()).noneMatch(node -> node.getOpType().equals("Softmax"));
        List<float[]> expected = outputs(exported.model());
        List<float[]> found = outputs(simplified.model());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i)).containsExactly(expected.get(i), offset(1e-4f));
        }
    }

    @Test
    void aModelThatIsQuantizedAlreadyIsRefused() throws IOException {
        byte[] once = quantizer(TinyYolo.silu()).quantize(SETTINGS).bytes(Map.of());

        assertRefused(once, "is quantized already (it has DequantizeLinear, QuantizeLinear): give the FP32 export");
    }

    @Test
    void aModelWithWeightsElsewhereIsRefused() throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(TinyYolo.silu()).toBuilder();
        model.getGraphBuilder().getInitializerBuilder(0).setDataLocation(TensorProto.DataLocation.EXTERNAL);

        assertRefused(model.build().toByteArray(), "keeps its weights in another file");
    }

    @Test
    void aModelOfAnAncientOpsetIsRefused() throws IOException {
        assertRefused(TinyYolo.opset(10), "has opset 10, at least 11 is needed");
    }

    @Test
    void whatIsNoDetectorIsRefused() throws IOException {
        assertRefused(BlockModel.builder().metadata("task", "segment").build(), "expected task 'detect'");
        assertRefused(new byte[] {1, 2, 3}, "cannot be read as ONNX");
    }

    private void assertRefused(byte[] model, String message) throws IOException {
        Path file = written("refused.onnx", model);
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> new Quantizer(file, CalibrationPictures.drawn(), true, (what, done, all) -> {}))
                .withMessageContaining(message);
    }

    private ModelProto assertOutputsAreClose(byte[] original) throws IOException {
        byte[] file = quantizer(original).quantize(SETTINGS).bytes(Map.of());
        try (Model model = Model.load(written("int8.onnx", file), 1)) {
            assertThat(model.info().classNames()).containsExactly("a", "b", "c");
        }
        List<float[]> expected = outputs(ModelProto.parseFrom(original));
        List<float[]> found = outputs(ModelProto.parseFrom(file));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(decibels(expected.get(i), found.get(i))).isGreaterThan(20);
        }
        return ModelProto.parseFrom(file);
    }

    /** Of the scores; the means of the distributions are near 7.5 throughout and would always look good. */
    private static double decibels(float[] expected, float[] found) {
        double mean = 0;
        int first = 4 * expected.length / ROWS;
        for (int i = first; i < expected.length; i++) {
            mean += expected[i] / (expected.length - first);
        }
        double signal = 0;
        double noise = 0;
        for (int i = first; i < expected.length; i++) {
            signal += Math.pow(expected[i] - mean, 2);
            noise += Math.pow(found[i] - expected[i], 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    private static String producer(ModelProto model, String tensor) {
        return model.getGraph().getNodeList().stream()
                .filter(node -> node.getOutputList().contains(tensor))
                .map(NodeProto::getOpType)
                .findFirst()
                .orElse("");
    }

    private List<float[]> outputs(ModelProto model) throws IOException {
        List<float[]> outputs = new ArrayList<>(Collections.nCopies(CalibrationPictures.COUNT, new float[0]));
        quantizer(TinyYolo.silu()).runs().over(CalibrationPictures.drawn(), model, "", (picture, values) -> {
            float[] copy = new float[values.get("output0").remaining()];
            values.get("output0").get(copy);
            synchronized (outputs) {
                outputs.set(picture, copy);
            }
        });
        return outputs;
    }

    private Quantizer quantizer(byte[] model) throws IOException {
        return new Quantizer(written("fp32.onnx", model), CalibrationPictures.drawn(), true, (what, done, all) -> {});
    }

    private Path written(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }
}
