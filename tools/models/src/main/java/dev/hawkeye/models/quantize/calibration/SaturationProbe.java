package dev.hawkeye.models.quantize.calibration;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.models.quantize.graph.Nodes;
import dev.hawkeye.models.quantize.graph.Tensors;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tests whether this machine adds products of bytes without saturation. With AVX2 alone, two products of an unsigned
 * and a signed byte are added in 16 bits, and a sum above 32,767 saturates; with VNNI (and on ARM) they are added in 32
 * bits. Every system reports CPU features differently, so this runs a convolution of maximum bytes with a known result.
 */
public final class SaturationProbe {
    private static final int CHANNELS = 64;
    private static final int GREATEST_WEIGHT = 127;
    private static final float SUM = 255f * GREATEST_WEIGHT * CHANNELS;

    private SaturationProbe() {}

    /** @return true when weights must have 7 bits here */
    public static boolean saturates() {
        float[] input = new float[CHANNELS];
        Arrays.fill(input, 255);
        try (OrtSession session = OrtRuntime.open(model().toByteArray());
                OnnxTensor tensor = OnnxTensor.createTensor(
                        OrtRuntime.environment(), FloatBuffer.wrap(input), new long[] {1, CHANNELS, 1, 1});
                OrtSession.Result result = session.run(Map.of("x", tensor))) {
            float sum = ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
            return sum < 0.99f * SUM;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot run a convolution of bytes", e);
        }
    }

    private static ModelProto model() {
        byte[] weights = new byte[CHANNELS * CHANNELS];
        Arrays.fill(weights, (byte) GREATEST_WEIGHT);
        List<Long> dimensions = Tensors.dimensions(CHANNELS, CHANNELS, 1, 1);
        GraphProto graph = GraphProto.newBuilder()
                .setName("saturation")
                .addInput(value("x"))
                .addOutput(value("y"))
                .addInitializer(Tensors.scalar("one", 1))
                .addInitializer(Tensors.scalar("step", SUM / 255))
                .addInitializer(Tensors.bytes("zero", TensorProto.DataType.UINT8, List.of(), (byte) 0))
                .addInitializer(Tensors.bytes("middle", TensorProto.DataType.INT8, List.of(), (byte) 0))
                .addInitializer(Tensors.bytes("weights", TensorProto.DataType.INT8, dimensions, weights))
                .addNode(Nodes.node("QuantizeLinear", "bytes", "x", "one", "zero"))
                .addNode(Nodes.node("DequantizeLinear", "real", "bytes", "one", "zero"))
                .addNode(Nodes.node("DequantizeLinear", "real_weights", "weights", "one", "middle"))
                .addNode(Nodes.node("Conv", "sum", "real", "real_weights"))
                .addNode(Nodes.node("QuantizeLinear", "sum_bytes", "sum", "step", "zero"))
                .addNode(Nodes.node("DequantizeLinear", "y", "sum_bytes", "step", "zero"))
                .build();
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build();
    }

    private static ValueInfoProto value(String name) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long side : new long[] {1, CHANNELS, 1, 1}) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
