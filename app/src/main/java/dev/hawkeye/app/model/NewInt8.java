package dev.hawkeye.app.model;

import dev.hawkeye.app.options.Version;
import dev.hawkeye.commandline.StepProgress;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.models.quantize.GuardedQuantization;
import dev.hawkeye.models.quantize.ModelCard;
import dev.hawkeye.models.quantize.QuantizeSettings;
import dev.hawkeye.models.quantize.Quantizer;
import dev.hawkeye.models.quantize.calibration.RangeMethod;
import dev.hawkeye.models.quantize.gate.AgreementGate;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.detection.Agreement;
import dev.hawkeye.vision.model.ModelInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A new INT8 model that replaces one whose ranges no longer fit the pictures of some cameras. Half of its pictures are
 * from those cameras, the others from all, because it will analyze all. Not thread-safe; used once.
 */
final class NewInt8 {
    /** Runs on every machine without loss; the accuracy is measured afterwards. */
    private static final int WEIGHT_BITS = 7;

    private static final int MAX_IN_FLOAT = 8;
    private static final int MIN_PICTURES = 8;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path original;
    private final String originalName;
    private final Path inUse;
    private final Path file;

    /** @param file output file */
    NewInt8(Path original, String originalName, Path inUse, Path file) {
        this.original = original;
        this.originalName = originalName;
        this.inUse = inUse;
        this.file = file;
    }

    /**
     * The outcome.
     *
     * @param isBetter whether the new model is good enough, and agrees more with the original than the model in use
     * does
     * @param text the reason, for people
     */
    record Verdict(boolean isBetter, String text) {}

    /**
     * Makes the model.
     *
     * @param drifted the drifted cameras
     * @param most maximum number of pictures
     * @param minAgreement minimum agreement with the original (F1), 0 to 1
     * @throws UserException when these cameras have too few pictures on the topic
     */
    Verdict from(ModelSite site, NavigableSet<String> drifted, int most, double minAgreement, StepProgress steps)
            throws IOException, InterruptedException {
        ModelInfo info;
        try (Model loaded = Model.load(original, 1)) {
            info = loaded.info();
        }
        CalibrationPictures own = pictures(site, Set.copyOf(drifted), most / 2, info, steps);
        CalibrationPictures all = pictures(site, Set.of(), most - most / 2, info, steps);
        if (own.calibration().size() + own.keptBack().size() < MIN_PICTURES) {
            throw new UserException("the topic of frames has "
                    + (own.calibration().size() + own.keptBack().size())
                    + " pictures of " + String.join(", ", drifted) + ", at least " + MIN_PICTURES
                    + " are needed: try again later, or keep frames for longer (topics.frames-retention)");
        }
        List<ByteBuffer> calibration = join(own.calibration(), all.calibration());
        Map<String, String> card = Map.of(
                ModelCard.SOURCE,
                info.sha256(),
                ModelCard.SOURCE_NAME,
                originalName,
                ModelCard.VERSION,
                Version.text(),
                ModelCard.CALIBRATION,
                calibration.size() + " pictures, half of them of " + String.join(", ", drifted));
        GuardedQuantization.Result result = new GuardedQuantization(
                        new Quantizer(original, calibration, true, steps),
                        new AgreementGate(original, join(own.keptBack(), all.keptBack()), minAgreement, steps),
                        MAX_IN_FLOAT)
                .run(new QuantizeSettings(WEIGHT_BITS, false, RangeMethod.MSE, 1, true, true, Set.of()), card, file);
        if (!result.approved()) {
            return new Verdict(false, "not good enough: " + result.finding().text());
        }
        AgreementGate judge = new AgreementGate(original, own.keptBack(), minAgreement, steps);
        return verdict(
                judge.agreement(inUse), judge.agreement(file), own.keptBack().size());
    }

    private static Verdict verdict(Agreement before, Agreement now, int pictures) {
        double oldF1 = before.f1().orElse(1);
        double newF1 = now.f1().orElse(1);
        String figures = String.format(
                Locale.ROOT,
                "agreement (F1) with the original on %d held-out pictures of these cameras: %.3f, of the model in use %.3f",
                pictures,
                newF1,
                oldF1);
        return new Verdict(newF1 > oldF1, (newF1 > oldF1 ? "better: " : "not better: ") + figures);
    }

    private static CalibrationPictures pictures(
            ModelSite site, Set<String> cameras, int count, ModelInfo info, StepProgress steps) {
        String step = cameras.isEmpty() ? "pictures of all" : "pictures of drifted";
        List<ByteBuffer> read = new ArrayList<>();
        site.frames(cameras)
                .read(count, taken -> steps.done(step, taken, count))
                .forEach(jpeg -> read.add(ByteBuffer.wrap(jpeg)));
        return CalibrationPictures.of(CalibrationPictures.decodable(read, info, complaint -> {}));
    }

    private static List<ByteBuffer> join(List<ByteBuffer> one, List<ByteBuffer> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /** The file, once the model has been made. */
    Path file() {
        return file;
    }

    /** The name in detections: FP32-NAME.int8-DATE-TIME.onnx. */
    String name(Instant now) {
        return originalName.replaceFirst("\\.onnx$", "") + ".int8-" + STAMP.format(now) + ".onnx";
    }

    /** The model it was made from, the reference for its own drift. */
    ModelDesk.Original original(double leastAgreement) {
        return new ModelDesk.Original(original, originalName, leastAgreement);
    }
}
