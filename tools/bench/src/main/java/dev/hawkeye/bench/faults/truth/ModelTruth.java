package dev.hawkeye.bench.faults.truth;

import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The detections of each model in a picture without a pipeline: one picture at a time, on one lane. Owns models and
 * lanes until {@link #close()}. Not thread-safe.
 */
public final class ModelTruth implements AutoCloseable {
    private final Map<String, Loaded> models = new HashMap<>();
    private final Map<Question, Optional<List<DetectedObject>>> answers = new HashMap<>();

    private record Loaded(Model model, Lane lane) {}

    private record Question(String sha256, ClassChoice choice, ByteBuffer jpeg) {}

    public ModelTruth(Collection<Path> files, DetectionLimits limits) {
        for (Path file : files) {
            Model model = Model.load(file, 1);
            models.put(model.info().sha256(), new Loaded(model, model.newLane(limits, 1)));
        }
    }

    /** Returns the objects, by descending confidence; empty when the picture cannot be analyzed. */
    public Optional<List<DetectedObject>> objects(String sha256, ClassChoice choice, ByteBuffer jpeg) {
        return answers.computeIfAbsent(new Question(sha256, choice, jpeg), this::ask);
    }

    private Optional<List<DetectedObject>> ask(Question question) {
        Loaded loaded = models.get(question.sha256);
        List<String> names = loaded.model.info().classNames();
        ClassScores wanted = ClassScores.of(names, question.choice.classes(), question.choice.confidence());
        Outcome outcome =
                loaded.lane.detect(List.of(question.jpeg), List.of(wanted)).get(0);
        return outcome instanceof Outcome.Detected detected
                ? Optional.of(detected.objects(names, DetectedObject::new))
                : Optional.empty();
    }

    @Override
    public void close() {
        models.values().forEach(loaded -> {
            loaded.lane.close();
            loaded.model.close();
        });
    }
}
