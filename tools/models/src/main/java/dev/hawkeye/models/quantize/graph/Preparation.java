package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnxruntime.OrtException;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.onnx.OnnxTensors;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns a file into a graph that is simple enough to quantize, or refuses it with a clear message. */
public final class Preparation {
    /** Operators of models that are already quantized. */
    private static final Set<String> QUANTIZED = Set.of(
            "QuantizeLinear",
            "DequantizeLinear",
            "DynamicQuantizeLinear",
            "QLinearConv",
            "QLinearMatMul",
            "ConvInteger",
            "MatMulInteger");

    /** From this opset on, Resize and Split have the form that ONNX Runtime needs for bytes. */
    private static final int MIN_OPSET = 11;

    private Preparation() {}

    /** @throws ModelException for a file that is already quantized, has external weights, or is too old */
    public static Graph prepare(Path file) {
        ModelProto original = read(file);
        check(file, original);
        try {
            Path directory = Files.createTempDirectory("hawkeye-quantize");
            Path simplified = directory.resolve("simplified.onnx");
            try {
                OrtRuntime.simplify(file, simplified);
                return new Graph(cleaned(ModelProto.parseFrom(Files.readAllBytes(simplified)), original));
            } finally {
                Files.deleteIfExists(simplified);
                Files.deleteIfExists(directory);
            }
        } catch (OrtException e) {
            throw new ModelException(
                    file + " cannot be simplified (" + OrtRuntime.reason(e)
                            + "): export it again with opset 13 or newer",
                    e);
        } catch (IOException e) {
            throw new ModelException(
                    "not enough space to simplify " + file + " (" + e.getMessage()
                            + "): free space in the temporary folder",
                    e);
        }
    }

    private static ModelProto read(Path file) {
        try {
            return ModelProto.parseFrom(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read as ONNX (" + e.getMessage() + "): export it again", e);
        }
    }

    private static void check(Path file, ModelProto model) {
        Set<String> quantized = model.getGraph().getNodeList().stream()
                .map(NodeProto::getOpType)
                .filter(QUANTIZED::contains)
                .collect(Collectors.toSet());
        if (!quantized.isEmpty()) {
            throw new ModelException(
                    file + " is quantized already (it has " + String.join(", ", quantized) + "): give the FP32 export");
        }
        if (model.getGraph().getInitializerList().stream().anyMatch(OnnxTensors::isExternal)) {
            throw new ModelException(
                    file + " keeps its weights in another file: save it in one, with onnx.save(onnx.load(…), …)");
        }
        if (new Graph(model).opset() < MIN_OPSET) {
            throw new ModelException(file + " has opset " + new Graph(model).opset() + ", at least " + MIN_OPSET
                    + " is needed: export it again with `opset=17`");
        }
        if (model.getGraph().getInitializerList().stream()
                .anyMatch(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT16.getNumber())) {
            throw new ModelException(file + " has FP16 weights: export it again with half=False");
        }
    }

    /** Removes the opsets that no node uses, since ONNX Runtime lists all that it knows. */
    private static ModelProto cleaned(ModelProto simplified, ModelProto original) {
        Set<String> domains = simplified.getGraph().getNodeList().stream()
                .map(NodeProto::getDomain)
                .collect(Collectors.toSet());
        ModelProto.Builder model = simplified.toBuilder()
                .clearOpsetImport()
                .setProducerName(original.getProducerName())
                .setProducerVersion(original.getProducerVersion())
                .clearMetadataProps()
                .addAllMetadataProps(original.getMetadataPropsList());
        simplified.getOpsetImportList().stream()
                .filter(opset -> opset.getDomain().isEmpty() || domains.contains(opset.getDomain()))
                .forEach(model::addOpsetImport);
        return model.build();
    }
}
