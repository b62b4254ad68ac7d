package dev.hawkeye.app.model;

import dev.hawkeye.app.Logs;
import dev.hawkeye.app.Settings;
import dev.hawkeye.app.Shutdown;
import dev.hawkeye.app.UserException;
import dev.hawkeye.app.Version;
import dev.hawkeye.vision.LetterboxShape;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.ModelInfo;
import dev.hawkeye.vision.PictureException;
import dev.hawkeye.vision.PictureFolder;
import dev.hawkeye.vision.PictureInput;
import dev.hawkeye.vision.coco.LabelledPictures;
import dev.hawkeye.vision.quantize.AccuracyGate;
import dev.hawkeye.vision.quantize.AgreementGate;
import dev.hawkeye.vision.quantize.Gate;
import dev.hawkeye.vision.quantize.GuardedQuantization;
import dev.hawkeye.vision.quantize.ModelCard;
import dev.hawkeye.vision.quantize.QuantizeSettings;
import dev.hawkeye.vision.quantize.Quantizer;
import dev.hawkeye.vision.quantize.RangeMethod;
import dev.hawkeye.vision.quantize.SaturationProbe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye model quantize}. */
@Command(
        name = "quantize",
        sortOptions = false,
        description = {
            "Makes an INT8 model of an FP32 export, calibrated on your own pictures, and hands it out only when it is as"
                    + " good as it must be: with --images and --labels by its mAP, without by its agreement with the FP32"
                    + " model on pictures that are kept back."
        })
final class QuantizeCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final int REFUSED = 1;
    private static final int FEW = 16;
    private static final int KEPT_BACK = 4;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", description = "a YOLOv8 detection export, FP32")
    private Path model;

    @Option(names = "-o", required = true, paramLabel = "OUT.onnx", description = "where the INT8 model goes")
    private Path out;

    @Option(
            names = "--calibrate",
            required = true,
            paramLabel = "SOURCE",
            description =
                    "a folder of pictures, a video file, or kafka://HOST:PORT for the frames of a running Hawkeye;"
                            + " can be given several times")
    private List<String> sources;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "128",
            description = "most calibration pictures, ${DEFAULT-VALUE} by default")
    private int most;

    @ArgGroup(exclusive = false, heading = "%nWhat it must be as good as:%n")
    private Accuracy accuracy = new Accuracy();

    @ArgGroup(exclusive = false, heading = "%nChoices that it makes by itself, by hand:%n")
    private Choices choices = new Choices();

    @Mixin
    private Settings settings;

    private static final class Accuracy {
        @Option(
                names = "--images",
                paramLabel = "DIR",
                description = "pictures that are labelled, not those of --calibrate")
        private Path images;

        @Option(names = "--labels", paramLabel = "LABELS", description = "their labels, as for `model evaluate`")
        private Path labels;

        @Option(names = "--rect", description = "compare on rectangles instead of squares")
        private boolean rectangle;

        @Option(
                names = "--max-loss",
                paramLabel = "POINTS",
                description = "points (hundredths) of mAP50-95 that may be lost, 1.0 by default")
        private double maxLoss = 1;

        @Option(
                names = "--min-agreement",
                paramLabel = "F1",
                description = "without labels: agreement that must be reached, 0 to 1, 0.85 by default")
        private double minAgreement = 0.85;

        @Option(
                names = "--max-float-layers",
                paramLabel = "N",
                description = "layers that may go back to float to reach that, 8 by default")
        private int mostInFloat = 8;
    }

    private static final class Choices {
        @Option(
                names = "--weight-bits",
                paramLabel = "7|8",
                description = "8 by default, 7 where this machine cuts off sums of byte products (AVX2 without VNNI);"
                        + " choose 7 for a model that is to run on such machines too")
        private Integer weightBits;

        @Option(
                names = "--ranges",
                paramLabel = "METHOD",
                description = "of activations: ${COMPLETION-CANDIDATES}; MSE by default")
        private RangeMethod ranges = RangeMethod.MSE;

        @Option(
                names = "--percentile",
                paramLabel = "P",
                description = "of values within a percentile range, above 50 to 100; 99.99 by default")
        private double percentile = 99.99;

        @Option(
                names = "--fit-weights",
                description = "choose weight scales by squared error instead of the greatest weight")
        private boolean fittedWeights;

        @Option(
                names = "--no-equalization",
                description = "leave channels as they are between layers with a ReLU; SiLU allows no other")
        private boolean noEqualization;

        @Option(names = "--no-bias-correction", description = "leave the biases as they are")
        private boolean noBiasCorrection;

        @Option(
                names = "--quantize-heads",
                description = "put the last convolutions, which make boxes and scores, into INT8 too")
        private boolean headsToo;

        @Option(
                names = "--float",
                paramLabel = "LAYER",
                description = "leave a layer in float; can be given several times")
        private List<String> inFloat = List.of();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        check();
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                StepBars bars = new StepBars(shutdown)) {
            ModelInfo info;
            try (Model loaded = Model.load(model, 1)) {
                info = loaded.info();
            }
            CalibrationSource source = new CalibrationSource(sources, most, settings, this::complain);
            List<ByteBuffer> pictures = usable(source.read(count -> bars.done("pictures", count, most)), info);
            List<ByteBuffer> keptBack = accuracy.labels == null ? keptBack(pictures) : List.of();
            pictures.removeAll(keptBack);
            Quantizer quantizer = new Quantizer(model, pictures, !choices.noEqualization, bars);
            Map<String, String> card = new LinkedHashMap<>();
            card.put(ModelCard.SOURCE, info.sha256());
            card.put(ModelCard.SOURCE_NAME, info.name());
            card.put(ModelCard.VERSION, Version.text());
            card.put(ModelCard.CALIBRATION, source.description(pictures.size()));
            GuardedQuantization.Result result = new GuardedQuantization(
                            quantizer, gate(info, keptBack, bars), accuracy.mostInFloat)
                    .run(chosen(), card, out);
            bars.end();
            QuantizeTable.print(result, model, out, spec.commandLine().getOut());
            return result.approved() ? 0 : REFUSED;
        }
    }

    private void check() {
        if (most < 1) {
            throw new UserException("--pictures must be at least 1, got: " + most);
        }
        if ((accuracy.images == null) != (accuracy.labels == null)) {
            throw new UserException("--images and --labels belong together: give both, or neither");
        }
        if (accuracy.mostInFloat < 0) {
            throw new UserException("--max-float-layers must be at least 0, got: " + accuracy.mostInFloat);
        }
        Path folder = out.toAbsolutePath().getParent();
        if (Files.isDirectory(out) || folder == null || !Files.isWritable(folder)) {
            throw new UserException("-o " + out + " cannot be written: name a file in a folder that you may write to");
        }
        if (Files.exists(out) && Files.exists(model) && isSame()) {
            throw new UserException("-o " + out + " is the model itself: name another file");
        }
    }

    private boolean isSame() {
        try {
            return Files.isSameFile(out, model);
        } catch (IOException e) {
            return false;
        }
    }

    private List<ByteBuffer> usable(List<ByteBuffer> pictures, ModelInfo info) {
        List<ByteBuffer> usable = new ArrayList<>();
        try (PictureInput input = new PictureInput(info)) {
            for (ByteBuffer picture : pictures) {
                try {
                    input.load(picture);
                    usable.add(picture);
                } catch (PictureException e) {
                    complain("a calibration picture is left out: " + e.getMessage());
                }
            }
        }
        if (usable.isEmpty()) {
            throw new UserException("none of " + pictures.size() + " calibration pictures can be decoded: give others");
        }
        if (usable.size() < FEW) {
            complain("only " + usable.size() + " calibration pictures: ranges that they do not show will be cut off;"
                    + " 100 or more, of all cameras and times of day, are better");
        }
        return usable;
    }

    /** Every fourth picture, when there are enough to do without them. */
    private static List<ByteBuffer> keptBack(List<ByteBuffer> pictures) {
        if (pictures.size() < KEPT_BACK) {
            return List.copyOf(pictures.subList(0, 1));
        }
        List<ByteBuffer> kept = new ArrayList<>();
        for (int i = KEPT_BACK - 1; i < pictures.size(); i += KEPT_BACK) {
            kept.add(pictures.get(i));
        }
        return kept;
    }

    private Gate gate(ModelInfo info, List<ByteBuffer> keptBack, StepBars bars) {
        if (accuracy.labels == null) {
            return new AgreementGate(model, keptBack, accuracy.minAgreement, bars);
        }
        LabelledPictures labelled =
                LabelledPictures.read(PictureFolder.open(accuracy.images), accuracy.labels, info.classNames());
        labelled.remarks().forEach(this::complain);
        LetterboxShape shape = accuracy.rectangle ? LetterboxShape.RECTANGLE : LetterboxShape.SQUARE;
        return new AccuracyGate(model, labelled, shape, accuracy.maxLoss, bars);
    }

    private QuantizeSettings chosen() {
        int bits = choices.weightBits != null ? choices.weightBits : SaturationProbe.saturates() ? 7 : 8;
        try {
            return new QuantizeSettings(
                    bits,
                    choices.fittedWeights,
                    choices.ranges,
                    choices.percentile / 100,
                    !choices.noBiasCorrection,
                    !choices.headsToo,
                    Set.copyOf(choices.inFloat));
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private void complain(String line) {
        spec.commandLine().getErr().println("hawkeye: " + line);
    }
}
