package dev.hawkeye.vision.inspect;

import dev.hawkeye.vision.model.ExportMetadata;
import dev.hawkeye.vision.onnx.OnnxFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The contents of a model file, read without loading it.
 *
 * @param classNames name of each class, by class id; empty if the metadata has none
 * @param description as written by the exporter, at most {@value #MAX_CHARACTERS} characters
 */
public record ModelFacts(Precision precision, List<String> classNames, Optional<String> description) {
    private static final int MAX_CHARACTERS = 300;

    /** @throws dev.hawkeye.vision.onnx.ModelException when the file cannot be read, or is not an ONNX model */
    public static ModelFacts of(Path file) {
        GraphSummary graph = GraphSummary.of(OnnxFile.read(file));
        return new ModelFacts(
                graph.precision(),
                ExportMetadata.classNames(graph.metadata()),
                Optional.ofNullable(graph.metadata().get("description"))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(text ->
                                text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS - 1) + "…"));
    }
}
