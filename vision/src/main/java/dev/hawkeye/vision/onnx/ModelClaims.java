package dev.hawkeye.vision.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks whether a small model claims to be a large one: constants with more values than the file contains, or
 * constants created on loading that are larger than in any detector. ONNX Runtime would allocate whatever the model
 * claims.
 */
public final class ModelClaims {
    /**
     * The largest YOLOv8 has 68 million weights, and the constants that it creates itself have a few thousand values.
     */
    private static final double MAX_VALUES = 1 << 28;
    /** 4-bit types have two values per byte. */
    private static final int VALUES_PER_BYTE = 2;

    private static final int MAX_DIMENSIONS = 64;

    private ModelClaims() {}

    /** @throws ModelException when the model claims too much */
    public static void check(Path file, ModelProto model) {
        OnnxTensors.forEach(model, tensor -> {
            double claimed = product(tensor.getDimsList());
            if (!OnnxTensors.isExternal(tensor) && claimed > held(tensor)) {
                throw refused(file, "a constant claims more values than the file holds");
            }
        });
        Map<String, TensorProto> constants = new HashMap<>();
        model.getGraph().getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        for (NodeProto node : model.getGraph().getNodeList()) {
            int shape = node.getOpType().equals("ConstantOfShape")
                    ? 0
                    : node.getOpType().equals("Expand") ? 1 : -1;
            TensorProto tensor =
                    shape >= 0 && shape < node.getInputCount() ? constants.get(node.getInput(shape)) : null;
            if (tensor != null && product(longs(tensor)) > MAX_VALUES) {
                throw refused(file, "it creates a constant of more than " + (long) MAX_VALUES + " values");
            }
        }
    }

    private static double held(TensorProto tensor) {
        return (double) VALUES_PER_BYTE * tensor.getRawData().size()
                + (double) VALUES_PER_BYTE * tensor.getInt32DataCount()
                + tensor.getFloatDataCount()
                + tensor.getInt64DataCount()
                + tensor.getDoubleDataCount()
                + tensor.getUint64DataCount()
                + tensor.getStringDataCount();
    }

    private static double product(List<Long> sides) {
        double product = 1;
        for (long side : sides) {
            product *= Math.max(0, side);
        }
        return product;
    }

    private static List<Long> longs(TensorProto tensor) {
        if (tensor.getInt64DataCount() > 0) {
            return tensor.getInt64DataList();
        }
        LongBuffer values = tensor.getRawData()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
        List<Long> sides = new ArrayList<>();
        while (values.hasRemaining() && sides.size() < MAX_DIMENSIONS) {
            sides.add(values.get());
        }
        return sides;
    }

    private static ModelException refused(Path file, String what) {
        return new ModelException(file + " is not a usable ONNX model (" + what + "): export it again");
    }
}
