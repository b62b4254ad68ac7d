package dev.hawkeye.app.model;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.app.options.Version;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.models.coco.LabeledPictures;
import dev.hawkeye.models.quantize.GuardedQuantization;
import dev.hawkeye.models.quantize.ModelCard;
import dev.hawkeye.models.quantize.QuantizeSettings;
import dev.hawkeye.models.quantize.Quantizer;
import dev.hawkeye.models.quantize.calibration.RangeMethod;
import dev.hawkeye.models.quantize.calibration.SaturationProbe;
import dev.hawkeye.models.quantize.gate.AccuracyGate;
import dev.hawkeye.models.quantize.gate.AgreementGate;
import dev.hawkeye.models.quantize.gate.QualityGate;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.picture.PictureFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            "Quantizes an FP32 model to INT8, calibrated on your own pictures, and writes it only if it is accurate enough:"
                    + " by mAP with --images and --labels, otherwise by its agreement with the FP32 model on held-out"
                    + " pictures."
        })
final class QuantizeCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final int REFUSED = 1;
    private static final int FEW = 16;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", description = "YOLOv8 detection model in FP32, as exported by Ultralytics.")
    private Path model;

    @Option(names = "-o", required = true, paramLabel = "OUT.onnx", description = "Write the INT8 model to this file.")
    private Path out;

    @Option(
            names = "--calibrate",
            required = true,
            paramLabel = "SOURCE",
            description =
                    "Calibration pictures; repeatable: a folder, a video file, or kafka://HOST:PORT for the frames of a"
                            + " running Hawkeye.")
    private List<String> sources;

    @Option(
            names = "--pictures",
            paramLabel = "N",
            defaultValue = "128",
            description = "Max number of calibration pictures. Default: ${DEFAULT-VALUE}.")
    private int most;

    @ArgGroup(exclusive = false, heading = "%nRequired accuracy:%n")
    private Accuracy accuracy = new Accuracy();

    @ArgGroup(exclusive = false, heading = "%nOverrides of what is otherwise chosen automatically:%n")
    private Choices choices = new Choices();

    @Mixin
    private ConfigOptions settings;

    private static final class Accuracy {
        @Option(
                names = "--images",
                paramLabel = "DIR",
                description = "Folder of labeled pictures, other than those of --calibrate.")
        private Path images;

        @Option(
                names = "--labels",
                paramLabel = "LABELS",
                description = "Labels of these pictures, as in `model evaluate`.")
        private Path labels;

        @Option(names = "--rect", description = "Evaluate on rectangles instead of squares.")
        private boolean rectangle;

        @Option(
                names = "--max-loss",
                paramLabel = "POINTS",
                description = "Max loss of mAP50-95 in points (hundredths). Default: 1.0.")
        private double maxLoss = 1;

        @Option(
                names = "--min-agreement",
                paramLabel = "F1",
                description = "Without labels: min agreement with the FP32 model, 0 to 1. Default: 0.85.")
        private double minAgreement = 0.85;

        @Option(
                names = "--max-float-layers",
                paramLabel = "N",
                description = "Max number of layers kept in float to reach this accuracy. Default: 8.")
        private int mostInFloat = 8;
    }

    private static final class Choices {
        @Option(
                names = "--weight-bits",
                paramLabel = "7|8",
                description =
                        "Bits per weight. Default: 8, or 7 if this machine saturates sums of byte products (AVX2 without VNNI);"
                                + " use 7 for a model that also has to run on such machines.")
        private Integer weightBits;

        @Option(
                names = "--ranges",
                paramLabel = "METHOD",
                description = "How activation ranges are chosen: ${COMPLETION-CANDIDATES}. Default: MSE.")
        private RangeMethod ranges = RangeMethod.MSE;

        @Option(
                names = "--percentile",
                paramLabel = "P",
                description = "Percentile for percentile ranges, above 50 to 100. Default: 99.99.")
        private double percentile = 99.99;

        @Option(
                names = "--fit-weights",
                description = "Choose weight scales by squared error instead of the max weight.")
        private boolean fittedWeights;

        @Option(
                names = "--no-equalization",
                description = "Skip cross-layer equalization, which only applies between layers with a ReLU.")
        private boolean noEqualization;

        @Option(names = "--no-bias-correction", description = "Skip bias correction.")
        private boolean noBiasCorrection;

        @Option(
                names = "--quantize-heads",
                description = "Also quantize the outputs of the last convolutions, boxes and scores.")
        private boolean headsToo;

        @Option(names = "--float", paramLabel = "LAYER", description = "Keep this layer in float; repeatable.")
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
            List<ByteBuffer> keptBack = List.of();
            if (accuracy.labels == null) {
                CalibrationPictures parted = CalibrationPictures.of(pictures);
                pictures = parted.calibration();
                keptBack = parted.keptBack();
            }
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
            throw new UserException("--images and --labels require each other: give both, or neither");
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
        List<ByteBuffer> usable = CalibrationPictures.decodable(pictures, info, this::complain);
        if (usable.isEmpty()) {
            throw new UserException("none of " + pictures.size() + " calibration pictures can be decoded: give others");
        }
        if (usable.size() < FEW) {
            complain("only " + usable.size()
                    + " calibration pictures: values outside the ranges that they show will be clipped;"
                    + " use 100 or more, of all cameras and times of day");
        }
        return usable;
    }

    private QualityGate gate(ModelInfo info, List<ByteBuffer> keptBack, StepBars bars) {
        if (accuracy.labels == null) {
            return new AgreementGate(model, keptBack, accuracy.minAgreement, bars);
        }
        LabeledPictures labeled =
                LabeledPictures.read(PictureFolder.open(accuracy.images), accuracy.labels, info.classNames());
        labeled.remarks().forEach(this::complain);
        LetterboxShape shape = accuracy.rectangle ? LetterboxShape.RECTANGLE : LetterboxShape.SQUARE;
        return new AccuracyGate(model, labeled, shape, accuracy.maxLoss, bars);
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
