package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.model.ExportMetadata;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.onnx.OnnxFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything known about a model file, whether it can be used or not.
 *
 * @param bytes size of the file
 * @param sha256 digest of the file, 64 lower-case hexadecimal digits
 * @param task its task according to the metadata, such as "detect"
 * @param classNames name of each class, by class id; empty if the metadata has none
 * @param graph contents of the graph
 * @param input input for which the operations are counted: the model's own, or the square that its rectangles fit into
 * @param flops floating-point operations for one picture: 2 for each multiply-accumulate of convolutions and matrix
 *     products
 * @param info how the pipeline uses it; empty if it cannot
 * @param refusal why it cannot be used, and what to do: one sentence
 */
public record ModelReport(
        long bytes,
        String sha256,
        Optional<String> task,
        List<String> classNames,
        GraphSummary graph,
        Optional<InputShape> input,
        OptionalLong flops,
        Optional<ModelInfo> info,
        Optional<String> refusal) {

    /**
     * Reads, loads and runs the model, which takes a few times as long as one run.
     *
     * @throws ModelException when the file cannot be read, or is not an ONNX model
     */
    public static ModelReport of(Path file) {
        String sha256 = ModelDigest.of(file);
        ModelProto model = OnnxFile.read(file);
        GraphSummary graph = GraphSummary.of(model);
        Map<String, String> metadata = graph.metadata();
        Verdict verdict = Verdict.of(file);
        Optional<InputShape> input = verdict.info
                .map(info -> new InputShape(info.inputWidth(), info.inputHeight()))
                .or(() -> ownInput(graph))
                .or(() -> ExportMetadata.imageSize(metadata));
        return new ModelReport(
                size(file),
                sha256,
                Optional.ofNullable(metadata.get("task")),
                ExportMetadata.classNames(metadata),
                graph,
                input,
                input.map(shape -> Flops.perPicture(model, shape)).orElse(OptionalLong.empty()),
                verdict.info,
                verdict.refusal);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read (" + e + "): check its permissions", e);
        }
    }

    /** For a model that the pipeline refuses: the last two dimensions, if they are fixed. */
    private static Optional<InputShape> ownInput(GraphSummary graph) {
        List<String> sides = graph.inputs().size() == 1 ? graph.inputs().get(0).sides() : List.of();
        return sides.size() == 4 && sides.stream().skip(2).allMatch(side -> side.matches("\\d{1,5}"))
                ? Optional.of(new InputShape(Integer.parseInt(sides.get(3)), Integer.parseInt(sides.get(2))))
                : Optional.empty();
    }

    private record Verdict(Optional<ModelInfo> info, Optional<String> refusal) {
        static Verdict of(Path file) {
            try (Model model = Model.load(file, 1)) {
                return new Verdict(Optional.of(model.info()), Optional.empty());
            } catch (ModelException e) {
                return new Verdict(Optional.empty(), Optional.of(e.getMessage()));
            }
        }
    }
}
