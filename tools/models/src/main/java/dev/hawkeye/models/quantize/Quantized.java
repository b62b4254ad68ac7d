package dev.hawkeye.models.quantize;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A quantized model, with a report per layer. Immutable. */
public final class Quantized {
    private final ModelProto model;
    private final List<LayerReport> layers;
    private final Set<String> inFloat;

    Quantized(ModelProto model, List<LayerReport> layers, Set<String> inFloat) {
        this.model = model;
        this.layers = List.copyOf(layers);
        this.inFloat = Set.copyOf(inFloat);
    }

    /** The layers in execution order. */
    public List<LayerReport> layers() {
        return layers;
    }

    /** Operators within the body that have no INT8 implementation and stay in float. */
    public Set<String> operatorsInFloat() {
        return inFloat;
    }

    /**
     * The model as a file.
     *
     * @param card entries added to its metadata, replacing equal keys
     */
    public byte[] bytes(Map<String, String> card) {
        ModelProto.Builder carded = model.toBuilder().clearMetadataProps();
        model.getMetadataPropsList().stream()
                .filter(entry -> !card.containsKey(entry.getKey()))
                .forEach(carded::addMetadataProps);
        card.forEach((key, value) -> carded.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return carded.build().toByteArray();
    }
}
