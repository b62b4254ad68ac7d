package dev.hawkeye.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.inspect.GraphSummary;
import dev.hawkeye.vision.inspect.ModelReport;
import dev.hawkeye.vision.inspect.Port;
import dev.hawkeye.vision.model.ModelInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON of {@code model inspect}. Unknown values are omitted.
 *
 * @param parameters weights and biases
 * @param weights number of weights by element type
 * @param flops FLOPs for one picture
 * @param flopsInput width × height that {@code flops} refer to
 * @param externalWeights separate files that hold the model's weights
 * @param modelCard the metadata that Hawkeye's own quantizer writes
 * @param metadata all metadata
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Inspection(
        String file,
        long bytes,
        String sha256,
        String producer,
        long ir,
        Map<String, Long> opsets,
        String task,
        List<String> classes,
        List<Port> inputs,
        List<Port> outputs,
        String precision,
        Map<String, Long> weights,
        long parameters,
        Long flops,
        String flopsInput,
        Map<String, Long> operators,
        List<String> externalWeights,
        Pipeline pipeline,
        Map<String, String> modelCard,
        Map<String, String> metadata) {
    private static final String CARD = "hawkeye.";

    /**
     * @param refusal why the model cannot be used
     * @param letterbox width × height of the input, by that of the picture
     * @param batch pictures per inference: the maximum, or the fixed number
     * @param lanes parallel inferences
     * @param threads number of threads per inference
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pipeline(
            boolean usable,
            String refusal,
            Map<String, String> letterbox,
            Integer batch,
            Boolean fixedBatch,
            Integer lanes,
            Integer threads) {
        private static Pipeline refused(String reason) {
            return new Pipeline(false, reason, null, null, null, null, null);
        }

        private static Pipeline of(ModelInfo info, int lanes, int batch) {
            Map<String, String> letterbox = new LinkedHashMap<>();
            List.of(new InputShape(1280, 720), new InputShape(1920, 1080))
                    .forEach(picture -> letterbox.put(
                            picture.toString(),
                            info.inputShape(picture.width(), picture.height()).toString()));
            boolean fixed = info.fixedBatch() > 0;
            return new Pipeline(true, null, letterbox, fixed ? info.fixedBatch() : batch, fixed, lanes, 1);
        }
    }

    /**
     * @param lanes parallel inferences, at least 1
     * @param batch maximum pictures per inference, at least 1
     */
    public static Inspection of(Path file, ModelReport report, int lanes, int batch) {
        GraphSummary graph = report.graph();
        boolean counted = report.flops().isPresent();
        return new Inspection(
                file.toString(),
                report.bytes(),
                report.sha256(),
                graph.producer(),
                graph.irVersion(),
                graph.opsets(),
                report.task().orElse(null),
                report.classNames(),
                graph.inputs(),
                graph.outputs(),
                graph.precision().toString(),
                graph.weights(),
                graph.parameters(),
                counted ? report.flops().getAsLong() : null,
                counted ? report.input().orElseThrow().toString() : null,
                graph.operators(),
                graph.externalFiles(),
                report.info()
                        .map(info -> Pipeline.of(info, lanes, batch))
                        .orElseGet(() -> Pipeline.refused(report.refusal().orElseThrow())),
                card(graph.metadata()),
                graph.metadata());
    }

    private static Map<String, String> card(Map<String, String> metadata) {
        Map<String, String> card = new TreeMap<>(metadata);
        card.keySet().removeIf(key -> !key.startsWith(CARD));
        return card;
    }

    public String json() throws JsonProcessingException {
        return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this);
    }
}
