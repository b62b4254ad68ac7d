package dev.hawkeye.models.quantize.gate;

import dev.hawkeye.commandline.StepProgress;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.Agreement;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks the {@link Agreement} with the FP32 model on unlabeled pictures. */
public final class AgreementGate implements QualityGate {
    private final Path original;
    private final List<ByteBuffer> pictures;
    private final double least;
    private final StepProgress steps;
    private List<List<Box>> reference;

    /**
     * @param original file of the FP32 model
     * @param pictures held-out JPEGs, not used for calibration
     * @param least minimum F1 of the quantized model, 0 to 1; with 0, any model is accepted, even if FP32 finds nothing
     */
    public AgreementGate(Path original, List<ByteBuffer> pictures, double least, StepProgress steps) {
        this.original = original;
        this.pictures = List.copyOf(pictures);
        this.least = least;
        this.steps = steps;
    }

    /** The agreement of a model with the FP32 model. */
    public Agreement agreement(Path candidate) throws InterruptedException {
        if (reference == null) {
            reference = boxes(original, "detect FP32");
        }
        List<List<Box>> found = boxes(candidate, "detect INT8");
        Agreement agreement = Agreement.NONE;
        for (int i = 0; i < found.size(); i++) {
            agreement = agreement.plus(Agreement.of(reference.get(i), found.get(i)));
        }
        return agreement;
    }

    @Override
    public Finding check(Path candidate) throws InterruptedException {
        Agreement agreement = agreement(candidate);
        long expected = agreement.expected();
        double f1 = agreement.f1().orElse(1);
        String text = expected == 0
                ? String.format(
                        Locale.ROOT, "neither model can be judged: FP32 finds nothing on %d pictures", pictures.size())
                : String.format(
                        Locale.ROOT,
                        "agreement (F1) %.3f with the %d objects that FP32 finds on %d held-out pictures",
                        f1,
                        expected,
                        pictures.size());
        return new Finding(least == 0 || (expected > 0 && f1 >= least), text);
    }

    private List<List<Box>> boxes(Path file, String what) throws InterruptedException {
        List<List<Box>> boxes = new ArrayList<>();
        try (Model model = Model.load(file, Runtime.getRuntime().availableProcessors());
                Lane lane = model.newLane(DetectionLimits.DEFAULTS, 1)) {
            for (ByteBuffer picture : pictures) {
                Outcome outcome = lane.detect(List.of(picture)).get(0);
                boxes.add(outcome instanceof Outcome.Detected detected ? detected.boxes() : List.of());
                steps.done(what, boxes.size(), pictures.size());
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
        return boxes;
    }
}
