package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;

/**
 * An input or output of a model.
 *
 * @param type of its elements: FP32, FP16, UINT8, …; "not a tensor" for sequences and the like
 * @param sides length of each dimension; for an open one its name, or "?" if it has none
 */
public record Port(String name, String type, List<String> sides) {
    public Port {
        sides = List.copyOf(sides);
    }

    static Port of(ValueInfoProto value) {
        if (!value.getType().hasTensorType()) {
            return new Port(value.getName(), "not a tensor", List.of());
        }
        TypeProto.Tensor tensor = value.getType().getTensorType();
        return new Port(
                value.getName(),
                ElementType.name(tensor.getElemType()),
                tensor.getShape().getDimList().stream().map(Port::side).toList());
    }

    private static String side(Dimension dimension) {
        if (dimension.hasDimValue()) {
            return Long.toString(dimension.getDimValue());
        }
        return dimension.getDimParam().isEmpty() ? "?" : dimension.getDimParam();
    }

    /** For example {@code images FP32 batch x 3 x height x width}. */
    @Override
    public String toString() {
        return (name + " " + type + " " + String.join(" x ", sides)).strip();
    }
}
