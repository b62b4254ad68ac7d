package dev.hawkeye.models.quantize.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.testing.TinyYolo;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a graph before it is quantized changes nothing but the order of sums. */
class SameNetworkIT {
    private static final int HEIGHT = 64;
    private static final int WIDTH = 96;

    @TempDir
    private Path directory;

    private Graph exported;

    @BeforeEach
    void export() throws IOException {
        exported = Preparation.prepare(Files.write(directory.resolve("exported.onnx"), TinyYolo.silu()));
    }

    @Test
    void theFirstConvolutionReadsFourColumnsAtOnce() throws OrtException {
        Graph folded = PictureFold.apply(exported);

        assertSame(folded);
        NodeProto first = nodes(folded, "Conv").get(0);
        assertThat(folded.constant(first.getInput(1)).orElseThrow().getDimsList())
                .containsExactly(16L, 12L, 3L, 2L);
    }

    @Test
    void aPictureWhoseWidthIsNotDivisibleByFourIsNotFolded() {
        ModelProto.Builder fixed = exported.model().toBuilder();
        fixed.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(3)
                .setDimValue(62);
        Graph graph = new Graph(fixed.build());

        assertThat(PictureFold.apply(graph)).isSameAs(graph);
    }

    @Test
    void theHeadsGiveRows() throws OrtException {
        Graph rows = HeadRows.apply(exported);

        assertSame(rows);
        assertThat(QuantizableBody.of(rows).layers())
                .filteredOn(Layer::isHead)
                .hasSize(6)
                .allMatch(head -> RowHead.of(rows, head).isPresent());
        assertThat(QuantizableBody.of(exported).layers())
                .filteredOn(Layer::isHead)
                .hasSize(6)
                .noneMatch(head -> RowHead.of(exported, head).isPresent());
    }

    @Test
    void headsWhoseChannelsAreReadInAnotherWayStayAsTheyAre() {
        NodeProto joined = exported.nodes().stream()
                .filter(node -> node.getOpType().equals("Concat") && Shapes.axis(node, 0) == 2)
                .findFirst()
                .orElseThrow();
        ModelProto.Builder watched = exported.model().toBuilder();
        watched.getGraphBuilder().addNode(Nodes.node("Relu", "watched", Graph.id(joined)));
        Graph graph = new Graph(watched.build());

        assertThat(HeadRows.apply(graph)).isSameAs(graph);
    }

    @Test
    void theMeanOfADistributionNeedsNoSoftmaxWithRowsOrWithout() throws OrtException {
        for (Graph before : List.of(exported, HeadRows.apply(exported))) {
            Graph simplified = DistributionMean.simplify(before);

            assertSame(simplified);
            assertThat(nodes(simplified, "Softmax")).isEmpty();
            assertThat(nodes(simplified, "MatMul")).hasSize(1);
        }
    }

    @Test
    void halvesThatAreJoinedAgainAreNotSplit() throws OrtException {
        Graph bypassed = SplitBypass.apply(exported);

        assertSame(bypassed);
        assertThat(nodes(exported, "Split")).hasSize(1);
        assertThat(nodes(bypassed, "Split")).isEmpty();
    }

    @Test
    void whatIsEnlargedIsMultipliedBefore() throws OrtException {
        Graph cut = UpsampledConvolution.apply(exported);

        assertSame(cut);
        NodeProto resize = nodes(cut, "Resize").get(0);
        assertThat(cut.producer(resize.getInput(0)).orElseThrow().getOpType()).isEqualTo("Conv");
        assertThat(QuantizableBody.of(cut).layers())
                .hasSize(23)
                .filteredOn(Layer::isHead)
                .hasSize(6);
    }

    private void assertSame(Graph changed) throws OrtException {
        float[] expected = output(exported.model());
        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(output(changed.model())).containsExactly(expected, within(1e-4f));
    }

    private static List<NodeProto> nodes(Graph graph, String type) {
        return graph.nodes().stream()
                .filter(node -> node.getOpType().equals(type))
                .toList();
    }

    private static float[] output(ModelProto model) throws OrtException {
        float[] picture = new float[3 * HEIGHT * WIDTH];
        Random random = new Random(5);
        for (int i = 0; i < picture.length; i++) {
            picture[i] = random.nextFloat();
        }
        try (OrtSession session = OrtRuntime.open(model.toByteArray());
                OnnxTensor tensor = OnnxTensor.createTensor(
                        OrtRuntime.environment(), FloatBuffer.wrap(picture), new long[] {1, 3, HEIGHT, WIDTH});
                OrtSession.Result result = session.run(Map.of("images", tensor))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            return copy;
        }
    }
}
