package dev.hawkeye.detector;

import dev.hawkeye.detector.lanes.LaneModel;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Loads models for the lanes, provided that they have the classes that the cameras need. Immutable. */
final class ModelFiles {
    private final ByCamera<ClassChoice> cameras;

    /** @param cameras what is detected for each camera */
    ModelFiles(ByCamera<ClassChoice> cameras) {
        this.cameras = cameras;
    }

    /**
     * Loads and checks a model, which the caller must close or hand to the lanes.
     *
     * @throws ModelException when it cannot be used, or lacks one of the classes
     */
    LaneModel load(Path file) {
        Model model = Model.load(file, 1);
        try {
            return new LaneModel(model, wanted(model.info()));
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    /**
     * What is to be detected, as classes of a model.
     *
     * @throws ModelException when the model lacks one of them
     */
    ByCamera<ClassScores> wanted(ModelInfo model) {
        Map<String, ClassScores> named = new HashMap<>();
        cameras.named().forEach((camera, choice) -> named.put(camera, of("camera " + camera + " is", choice, model)));
        return new ByCamera<>(of("all cameras are", cameras.others(), model), named);
    }

    private static ClassScores of(String who, ClassChoice choice, ModelInfo model) {
        try {
            return choice.of(model.classNames());
        } catch (IllegalArgumentException e) {
            throw new ModelException(
                    model.name() + " does not fit: " + e.getMessage() + ", which " + who
                            + " to detect; use a model that has it, or remove it from classes and confidence",
                    e);
        }
    }
}
