package dev.hawkeye.vision.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import dev.hawkeye.testing.BlockModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphSummaryTest {
    @Test
    void reportsInputsWithOpenSidesByTheirNames() {
        ModelProto model = new SmallGraph()
                .input(DataType.FLOAT16, "batch", 3, "", 640)
                .node("Relu", "r", List.of("images"))
                .build();

        assertThat(GraphSummary.of(model).inputs())
                .containsExactly(new Port("images", "FP16", List.of("batch", "3", "?", "640")))
                .first()
                .hasToString("images FP16 batch x 3 x ? x 640");
    }

    @Test
    void doesNotTakeInitializersForInputs() {
        ModelProto model = new SmallGraph()
                .input(DataType.FLOAT, 1, 3, 8, 8)
                .input("w", DataType.FLOAT, 3, 3, 1, 1)
                .constant("w", DataType.FLOAT, 3, 3, 1, 1)
                .node("Conv", "c", List.of("images", "w"))
                .build();

        assertThat(GraphSummary.of(model).inputs()).extracting(Port::name).containsExactly("images");
    }

    @Test
    void countsOperatorsMostFrequentFirst() {
        ModelProto model = new SmallGraph()
                .node("Sigmoid", "a", List.of("images"))
                .node("Relu", "b", List.of("a"))
                .node("Relu", "c", List.of("b"))
                .node("Abs", "d", List.of("c"))
                .build();

        assertThat(GraphSummary.of(model).operators())
                .containsExactly(entry("Relu", 2L), entry("Abs", 1L), entry("Sigmoid", 1L));
    }

    @Test
    void countsTheOperatorsOfNestedGraphs() throws Exception {
        ModelProto loop = ModelProto.parseFrom(BlockModel.builder().spoilable().build());
        ModelProto plain = ModelProto.parseFrom(BlockModel.dynamic());

        long identities = GraphSummary.of(loop).operators().get("Identity");

        // the loop's body has one
        assertThat(identities).isEqualTo(GraphSummary.of(plain).operators().get("Identity") + 1);
    }

    @Test
    void reportsDomainsOtherThanOnnxOwn() {
        ModelProto.Builder model = new SmallGraph()
                .node("Gelu", "g", List.of("images")).build().toBuilder()
                        .addOpsetImport(OperatorSetIdProto.newBuilder()
                                .setDomain("com.microsoft")
                                .setVersion(1));
        model.getGraphBuilder().getNodeBuilder(0).setDomain("com.microsoft");

        GraphSummary summary = GraphSummary.of(model.build());

        assertThat(summary.opsets()).containsExactly(entry("ai.onnx", 17L), entry("com.microsoft", 1L));
        assertThat(summary.operators()).containsExactly(entry("com.microsoft:Gelu", 1L));
    }

    @Test
    void namesTheFilesThatWeightsLieIn() {
        ModelProto model = new SmallGraph()
                .external("a", DataType.FLOAT, "weights.data", 8, 3, 3, 3)
                .external("b", DataType.FLOAT, "weights.data", 8)
                .node("Conv", "c", List.of("images", "a", "b"))
                .build();

        GraphSummary summary = GraphSummary.of(model);

        assertThat(summary.externalFiles()).containsExactly("weights.data");
        assertThat(summary.parameters()).isEqualTo(224);
    }

    @Test
    void reportsWhatWroteTheFile() {
        GraphSummary summary = GraphSummary.of(
                new SmallGraph().node("Relu", "r", List.of("images")).build());

        assertThat(summary.producer()).isEqualTo("hand 1.0");
        assertThat(summary.irVersion()).isEqualTo(8);
    }
}
