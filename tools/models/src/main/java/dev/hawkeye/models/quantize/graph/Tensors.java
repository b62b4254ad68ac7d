package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** Converts constants of a graph from and to numbers. Raw data is little-endian in ONNX. */
public final class Tensors {
    private Tensors() {}

    static boolean isFloat(TensorProto tensor) {
        return tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber();
    }

    public static float[] floats(TensorProto tensor) {
        float[] values;
        if (tensor.hasRawData()) {
            FloatBuffer raw = tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            values = new float[raw.remaining()];
            raw.get(values);
        } else {
            values = new float[tensor.getFloatDataCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = tensor.getFloatData(i);
            }
        }
        return values;
    }

    public static TensorProto floats(String name, List<Long> dimensions, float... values) {
        ByteBuffer raw = raw(values.length * Float.BYTES);
        raw.asFloatBuffer().put(values);
        return tensor(name, TensorProto.DataType.FLOAT, dimensions, raw);
    }

    public static TensorProto scalar(String name, float value) {
        return floats(name, List.of(), value);
    }

    public static TensorProto bytes(String name, TensorProto.DataType type, List<Long> dimensions, byte... values) {
        return tensor(name, type, dimensions, ByteBuffer.wrap(values));
    }

    public static TensorProto ints(String name, List<Long> dimensions, int... values) {
        ByteBuffer raw = raw(values.length * Integer.BYTES);
        raw.asIntBuffer().put(values);
        return tensor(name, TensorProto.DataType.INT32, dimensions, raw);
    }

    public static TensorProto longs(String name, long... values) {
        ByteBuffer raw = raw(values.length * Long.BYTES);
        raw.asLongBuffer().put(values);
        return tensor(name, TensorProto.DataType.INT64, List.of((long) values.length), raw);
    }

    static long[] longs(TensorProto tensor) {
        long[] values;
        if (tensor.getDataType() != TensorProto.DataType.INT64.getNumber()) {
            values = new long[0];
        } else if (tensor.hasRawData()) {
            values = new long[tensor.getRawData().size() / Long.BYTES];
            tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .get(values);
        } else {
            values = tensor.getInt64DataList().stream()
                    .mapToLong(Long::longValue)
                    .toArray();
        }
        return values;
    }

    public static long count(TensorProto tensor) {
        return tensor.getDimsList().stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
    }

    public static List<Long> dimensions(long... lengths) {
        return Arrays.stream(lengths).boxed().toList();
    }

    private static ByteBuffer raw(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TensorProto tensor(String name, TensorProto.DataType type, List<Long> dimensions, ByteBuffer raw) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(dimensions)
                .setRawData(ByteString.copyFrom(raw.rewind()))
                .build();
    }
}
