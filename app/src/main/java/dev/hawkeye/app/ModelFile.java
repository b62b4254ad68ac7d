package dev.hawkeye.app;

import dev.hawkeye.app.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first look at detector.model, before anything is started that takes seconds. */
public final class ModelFile {
    private ModelFile() {}

    /** @throws ConfigException when there is no such file; whether it is a model is for the detector to say */
    public static void check(Path model) {
        if (model.toString().isEmpty()) {
            throw new ConfigException(
                    "detector.model is missing: set it to the ONNX file of a YOLOv8 detection model, in"
                            + " the --config file or as HAWKEYE_DETECTOR_MODEL");
        }
        if (!Files.isRegularFile(model)) {
            throw new ConfigException("detector.model must be a file, got: " + model);
        }
    }
}
