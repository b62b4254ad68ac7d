package dev.hawkeye.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hawkeye.models.coco.CocoScore;
import dev.hawkeye.models.coco.EvaluationResult;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.model.ModelInfo;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The JSON of {@code model evaluate}. An average over nothing is omitted.
 *
 * @param pictures number of analyzed pictures
 * @param objects number of objects to be found in them
 * @param classes the classes that have objects, by name
 * @param failed pictures that could not be analyzed, with the reasons
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"model", "pictures", "objects", "mAP50-95", "mAP50", "mAP75", "small", "medium", "large"})
public record EvaluationReport(
        Model model,
        int pictures,
        int objects,
        @JsonProperty("mAP50-95") Double map,
        @JsonProperty("mAP50") Double map50,
        @JsonProperty("mAP75") Double map75,
        Double small,
        Double medium,
        Double large,
        List<ClassFigures> classes,
        List<String> failed) {

    /** @param input width × height of the model's input, "… or smaller" with {@code --rect} */
    public record Model(String name, String sha256, String input) {}

    public record ClassFigures(
            @JsonProperty("class") String name,
            int objects,
            @JsonProperty("AP50-95") double ap,
            @JsonProperty("AP50") double ap50) {
        private static ClassFigures of(ModelInfo model, CocoScore.ClassScore score) {
            return new ClassFigures(model.classNames().get(score.classId()), score.objects(), score.ap(), score.ap50());
        }
    }

    public static EvaluationReport of(ModelInfo model, LetterboxShape shape, EvaluationResult result) {
        CocoScore score = result.score();
        List<ClassFigures> classes = score.classes().stream()
                .map(figures -> ClassFigures.of(model, figures))
                .sorted(Comparator.comparing(ClassFigures::name))
                .toList();
        String input = model.inputWidth() + "x" + model.inputHeight()
                + (shape == LetterboxShape.RECTANGLE ? " or smaller" : "");
        return new EvaluationReport(
                new Model(model.name(), model.sha256(), input),
                result.pictures(),
                score.objects(),
                orNull(score.map()),
                orNull(score.map50()),
                orNull(score.map75()),
                orNull(score.mapSmall()),
                orNull(score.mapMedium()),
                orNull(score.mapLarge()),
                classes,
                result.failed());
    }

    private static Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }
}
