package dev.hawkeye.app;

import dev.hawkeye.app.config.ConfigException;
import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.app.config.ModelClasses;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The first look at detector.model, before anything is started that takes seconds. */
public final class ModelFile {
    private ModelFile() {}

    /** @throws ConfigException when there is no such file, or it is plainly no model; the detector has the last word */
    public static void check(Path model) {
        if (model.toString().isEmpty()) {
            throw new ConfigException(
                    "detector.model is missing: set it to the ONNX file of a YOLOv8 detection model, in"
                            + " the --config file or as HAWKEYE_DETECTOR_MODEL");
        }
        if (!Files.isRegularFile(model)) {
            throw new ConfigException("detector.model must be a file, got: " + model);
        }
        try {
            Model.check(model);
        } catch (ModelException e) {
            throw new ConfigException("detector.model: " + e.getMessage(), e);
        }
    }

    /**
     * Likewise, and whether it has the classes that cameras name; the model is asked only when one does.
     *
     * @throws dev.hawkeye.vision.ModelException when it is asked, and is no model
     */
    public static void check(HawkeyeConfig config) {
        Path file = config.detector().model();
        check(file);
        ModelClasses classes = new ModelClasses(config);
        if (classes.areNamed()) {
            try (Model model = Model.load(file, 1)) {
                classes.check(model.info().classNames(), model.info().name());
            }
        }
    }
}
