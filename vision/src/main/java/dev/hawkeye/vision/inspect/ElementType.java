package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;

/** Common names of element types: FP32 for ONNX's FLOAT. */
final class ElementType {
    private ElementType() {}

    /** @param number of a {@link DataType}, possibly newer than this library */
    static String name(int number) {
        DataType type = DataType.forNumber(number);
        if (type == null) {
            return "type " + number;
        }
        return switch (type) {
            case FLOAT -> "FP32";
            case FLOAT16 -> "FP16";
            case DOUBLE -> "FP64";
            case BFLOAT16 -> "BF16";
            default -> type.name();
        };
    }
}
