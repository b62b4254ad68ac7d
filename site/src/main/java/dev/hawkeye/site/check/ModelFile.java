package dev.hawkeye.site.check;

import dev.hawkeye.settings.MissingFile;
import dev.hawkeye.settings.Redaction;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.config.ModelClasses;
import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BiConsumer;

/** An early check of detector.model, before anything slow is started. */
public final class ModelFile {
    private static final String KEY = "detector.model";

    private ModelFile() {}

    /**
     * @throws ConfigException when the file does not exist, or is clearly not a model; the detector makes the final
     *     check
     */
    public static void check(Path model) {
        trouble(model).ifPresent(trouble -> {
            throw new ConfigException(KEY + " " + trouble);
        });
    }

    /**
     * Checks the same, and that the model has the classes that cameras name, as a
     * {@link dev.hawkeye.site.config.ConfigCheck}; loads the model only if a camera names a class.
     */
    public static void checkConfigured(HawkeyeConfig config, BiConsumer<String, String> problems) {
        Path file = config.detector().model();
        Optional<String> trouble = trouble(file);
        if (trouble.isPresent()) {
            problems.accept(KEY, trouble.get());
            return;
        }
        ModelClasses classes = new ModelClasses(config);
        if (classes.areNamed()) {
            try (Model model = Model.load(file, 1)) {
                classes.check(model.info().classNames(), model.info().name(), problems);
            } catch (ModelException e) {
                problems.accept(KEY, unusable(e));
            }
        }
    }

    private static Optional<String> trouble(Path model) {
        if (model.toString().isEmpty()) {
            return Optional.of(
                    "is missing: set it to the ONNX file of a YOLOv8 detection model, in the --config file or"
                            + " as HAWKEYE_DETECTOR_MODEL");
        }
        if (!Files.isRegularFile(model)) {
            return Optional.of("must be a file, got: " + Redaction.redact(model.toString()) + MissingFile.hint(model));
        }
        try {
            Model.check(model);
            return Optional.empty();
        } catch (ModelException e) {
            return Optional.of(unusable(e));
        }
    }

    private static String unusable(ModelException e) {
        return "cannot be used: " + e.getMessage();
    }
}
