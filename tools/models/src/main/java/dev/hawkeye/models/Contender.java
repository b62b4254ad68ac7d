package dev.hawkeye.models;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.LaneSetting;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.RawRuns;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.model.ModelInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model of a benchmark, with its input shape and batch.
 *
 * @param shape the shape of its input
 * @param fixedBatch required number of pictures per run; 0 for any
 */
public record Contender(Path model, InputShape shape, int fixedBatch, List<LaneSetting> settings) {
    private static final InputShape WIDE_PICTURE = new InputShape(1280, 720);

    /**
     * @param wanted the shape that the user requested
     * @param batch pictures per run in the batched settings; ignored if the model's batch is fixed
     * @throws dev.hawkeye.vision.onnx.ModelException when the model cannot be used
     * @throws UserException when the model does not accept the shape, or a run cannot be this large
     */
    public static Contender load(Path model, Optional<InputShape> wanted, int batch) {
        ModelInfo info;
        try (Model loaded = Model.load(model, 1)) {
            info = loaded.info();
        }
        InputShape own = info.inputShape(WIDE_PICTURE.width(), WIDE_PICTURE.height());
        InputShape shape = wanted.orElse(own);
        if (!info.dynamicShape() && !shape.equals(own)) {
            throw new UserException("--shape " + ShapeOption.text(shape) + " does not fit " + model + ", which takes "
                    + ShapeOption.text(own) + " only: leave --shape out, or give --shape " + ShapeOption.text(own));
        }
        int most = RawRuns.largestBatch(shape);
        if (info.fixedBatch() == 0 && batch > most) {
            throw new UserException("--batch must be at most " + most + " with an input of " + ShapeOption.text(shape)
                    + ", got: " + batch);
        }
        int cores = Runtime.getRuntime().availableProcessors();
        return new Contender(model, shape, info.fixedBatch(), LaneSetting.candidates(cores, batch, info.fixedBatch()));
    }
}
