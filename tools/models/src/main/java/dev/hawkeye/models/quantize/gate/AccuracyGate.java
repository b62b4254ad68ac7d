package dev.hawkeye.models.quantize.gate;

import dev.hawkeye.commandline.StepProgress;
import dev.hawkeye.models.coco.Evaluation;
import dev.hawkeye.models.coco.LabeledPictures;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.picture.DatasetException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Checks the mean average precision on labeled pictures: it may drop by at most a given number of points (hundredths).
 */
public final class AccuracyGate implements QualityGate {
    private final Path original;
    private final LabeledPictures pictures;
    private final LetterboxShape shape;
    private final double maxLoss;
    private final StepProgress steps;
    private double reference = Double.NaN;

    /**
     * @param original file of the FP32 model
     * @param maxLoss maximum loss, points of mAP50-95
     */
    public AccuracyGate(
            Path original, LabeledPictures pictures, LetterboxShape shape, double maxLoss, StepProgress steps) {
        this.original = original;
        this.pictures = pictures;
        this.shape = shape;
        this.maxLoss = maxLoss;
        this.steps = steps;
    }

    @Override
    public Finding check(Path candidate) throws InterruptedException {
        if (Double.isNaN(reference)) {
            reference = map(original, "evaluate FP32");
        }
        double found = map(candidate, "evaluate INT8");
        double loss = 100 * (reference - found);
        return new Finding(
                loss <= maxLoss,
                String.format(
                        Locale.ROOT,
                        "mAP50-95 %.4f, FP32 has %.4f: %.2f points %s, on %d pictures, %s",
                        found,
                        reference,
                        Math.abs(loss),
                        loss > 0 ? "lost" : "won",
                        pictures.pictures().size(),
                        shape == LetterboxShape.SQUARE ? "square" : "rectangles"));
    }

    private double map(Path file, String what) throws InterruptedException {
        try (Model model = Model.load(file, 1)) {
            int all = pictures.pictures().size();
            OptionalDouble map = new Evaluation(model, pictures, shape)
                    .run(done -> steps.done(what, done, all))
                    .score()
                    .map();
            return map.orElseThrow(() -> new DatasetException(
                    "the labels have no objects, so there is nothing to measure: give others, or none"));
        }
    }
}
