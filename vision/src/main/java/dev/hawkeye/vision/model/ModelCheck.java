package dev.hawkeye.vision.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.input.Letterbox;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Checks that a model is a YOLOv8 detection export, and which form it has. What the graph leaves open (a dynamic export
 * does not even state its number of classes) is determined by running it once on a gray picture of two strides.
 */
public final class ModelCheck {
    private static final int STRIDE = 32;
    private static final String REMEDY =
            ": export it again with `yolo export model=… format=onnx` (a detection model, nms=False, half=False)";

    private ModelCheck() {}

    /**
     * Checks inputs, outputs and metadata of a loaded model.
     *
     * @param sha256 of the file, 64 lower-case hexadecimal digits
     * @throws ModelException when it is not a YOLOv8 detection model: what was expected, what was found, what to do
     */
    public static ModelInfo check(Path file, String sha256, OrtSession session) throws OrtException {
        try {
            return check(file.getFileName().toString(), sha256, session);
        } catch (ModelException e) {
            throw unfit(file, e);
        }
    }

    /** Checks only the file, before it is loaded. */
    public static void checkMetadata(Path file, ModelProto model) {
        Map<String, String> values = new HashMap<>();
        model.getMetadataPropsList().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        try {
            metadata(values);
        } catch (ModelException e) {
            throw unfit(file, e);
        }
    }

    private static ModelException unfit(Path file, ModelException e) {
        return new ModelException(
                file + " is not a YOLOv8 detection model that can be used: " + e.getMessage() + REMEDY, e);
    }

    private static ModelInfo check(String name, String sha256, OrtSession session) throws OrtException {
        ExportMetadata metadata = metadata(session.getMetadata().getCustomMetadata());
        long[] input = inputShape(session);
        boolean dynamic = input[2] < 0 && input[3] < 0;
        InputShape shape =
                dynamic ? square(metadata) : new InputShape(Math.toIntExact(input[3]), Math.toIntExact(input[2]));
        if (shape.width() % STRIDE != 0 || shape.height() % STRIDE != 0 || shape.width() <= 0 || shape.height() <= 0) {
            throw new ModelException("expected input sides that are multiples of " + STRIDE + ", found " + shape);
        }
        ModelInfo info =
                new ModelInfo(name, sha256, metadata.classNames(), STRIDE, shape.width(), shape.height(), dynamic, (int)
                        Math.max(0, input[0]));
        checkOutput(info, session);
        return info;
    }

    private static ExportMetadata metadata(Map<String, String> values) {
        if (values.containsKey("task") && !values.get("task").strip().equals("detect")) {
            throw new ModelException("expected task 'detect', found '" + values.get("task") + "'");
        }
        ExportMetadata metadata = ExportMetadata.parse(values);
        if (metadata.stride() != STRIDE) {
            throw new ModelException(
                    "expected heads of stride 8, 16 and 32, found a coarsest stride of " + metadata.stride());
        }
        return metadata;
    }

    private static long[] inputShape(OrtSession session) throws OrtException {
        TensorInfo tensor = only(session.getInputInfo(), "input");
        long[] shape = tensor.getShape();
        if (tensor.type != OnnxJavaType.FLOAT
                || shape.length != 4
                || shape[1] != 3
                || (shape[2] < 0) != (shape[3] < 0)) {
            throw new ModelException("expected a float input of N x 3 x height x width, found " + describe(tensor));
        }
        return shape;
    }

    private static TensorInfo only(Map<String, NodeInfo> nodes, String what) {
        if (nodes.size() == 1 && nodes.values().iterator().next().getInfo() instanceof TensorInfo tensor) {
            return tensor;
        }
        throw new ModelException("expected one " + what + ", found " + nodes.size() + " " + nodes.keySet());
    }

    private static InputShape square(ExportMetadata metadata) {
        int side = Math.max(metadata.imageSize().get(0), metadata.imageSize().get(1));
        return new InputShape(side, side);
    }

    private static void checkOutput(ModelInfo info, OrtSession session) throws OrtException {
        TensorInfo tensor = only(session.getOutputInfo(), "output");
        long[] found = tensor.getShape();
        InputShape shape = new InputShape(info.inputWidth(), info.inputHeight());
        boolean open = Arrays.stream(found).anyMatch(length -> length < 0);
        if (tensor.type == OnnxJavaType.FLOAT && found.length == 3 && open) {
            InputShape probed = info.dynamicShape() ? new InputShape(2 * STRIDE, 2 * STRIDE) : shape;
            checkOutput(info, probed, probe(session, Math.max(1, info.fixedBatch()), probed));
        } else {
            checkOutput(info, shape, tensor);
        }
    }

    private static void checkOutput(ModelInfo info, InputShape shape, TensorInfo tensor) {
        int classes = info.classNames().size();
        long[] found = tensor.getShape();
        if (tensor.type != OnnxJavaType.FLOAT
                || found.length != 3
                || found[0] != Math.max(1, info.fixedBatch())
                || found[1] != 4 + classes
                || found[2] != shape.anchors()) {
            throw new ModelException("expected a float output of N x " + (4 + classes) + " (4 and " + classes
                    + " classes) x " + shape.anchors() + " (anchors of " + shape + "), found " + describe(tensor));
        }
    }

    private static TensorInfo probe(OrtSession session, int batch, InputShape shape) throws OrtException {
        String input = session.getInputNames().iterator().next();
        long values = (long) batch * shape.values();
        try (FloatPointer memory = new FloatPointer(values)) {
            for (long i = 0; i < values; i++) {
                memory.put(i, Letterbox.PADDING / 255f);
            }
            try (OnnxTensor gray = OnnxTensor.createTensor(OrtRuntime.environment(), memory.asBuffer(), new long[] {
                        batch, 3, shape.height(), shape.width()
                    });
                    OrtSession.Result result = session.run(Map.of(input, gray))) {
                return (TensorInfo) result.get(0).getInfo();
            }
        } catch (OrtException e) {
            throw new ModelException("it fails on a picture of " + shape + " (" + OrtRuntime.reason(e) + ")", e);
        } catch (OutOfMemoryError e) {
            throw new ModelException(
                    "a picture of " + shape + " needs more memory than there is (" + e.getMessage() + ")", e);
        }
    }

    private static String describe(TensorInfo tensor) {
        StringBuilder text = new StringBuilder(tensor.onnxType.name().replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", ""));
        String separator = " ";
        for (long length : tensor.getShape()) {
            text.append(separator).append(length < 0 ? "?" : Long.toString(length));
            separator = " x ";
        }
        return text.toString();
    }
}
