package dev.hawkeye.app.model;

import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Progress;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.models.EvaluationReport;
import dev.hawkeye.models.ReportFile;
import dev.hawkeye.models.coco.Evaluation;
import dev.hawkeye.models.coco.EvaluationResult;
import dev.hawkeye.models.coco.LabeledPictures;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.picture.PictureFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye model evaluate}: accuracy on labeled pictures. */
@Command(
        name = "evaluate",
        description = {
            "Measures the mean average precision (mAP) of a model on labeled pictures, by COCO's rules as in pycocotools,"
                    + " with Ultralytics' validation settings."
        })
final class EvaluateCommand implements Callable<Integer> {
    private static final int TROUBLE = 2;
    private static final Duration CLOSING = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL.onnx", description = "YOLOv8 detection model, as exported by Ultralytics.")
    private Path model;

    @Option(
            names = "--images",
            required = true,
            paramLabel = "DIR",
            description = "Folder of pictures (jpg, jpeg, png, bmp, webp).")
    private Path images;

    @Option(
            names = "--labels",
            required = true,
            paramLabel = "LABELS",
            description = "Folder of YOLO label files, one per picture, or a COCO instances.json.")
    private Path labels;

    @Option(
            names = "--rect",
            description =
                    "Letterbox each picture into the smallest rectangle, as the detector does, instead of the model's square,"
                            + " as in published figures.")
    private boolean rectangle;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the results to FILE as JSON.")
    private Path out;

    @Override
    public Integer call() throws InterruptedException {
        Logs.warningsOnly();
        ReportFile file = out == null ? null : ReportFile.at(out);
        PictureFolder folder = PictureFolder.open(images);
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                Model loaded = Model.load(model, 1)) {
            ModelInfo info = loaded.info();
            LetterboxShape shape = shape(info);
            LabeledPictures pictures = LabeledPictures.read(folder, labels, info.classNames());
            pictures.remarks().forEach(this::complain);
            EvaluationResult result = run(new Evaluation(loaded, pictures, shape), pictures, shutdown);
            EvaluationReport report = EvaluationReport.of(info, shape, result);
            ScoreTable.print(report, spec.commandLine().getOut());
            if (file != null) {
                file.write(report);
            }
            result.failed().forEach(this::complain);
            return result.failed().isEmpty() ? 0 : TROUBLE;
        }
    }

    private LetterboxShape shape(ModelInfo info) {
        if (rectangle && !info.dynamicShape()) {
            throw new UserException("--rect requires a model with a dynamic shape, but " + model + " takes "
                    + info.inputWidth() + "x" + info.inputHeight()
                    + " only: leave it out, or export the model with dynamic=True");
        }
        return rectangle ? LetterboxShape.RECTANGLE : LetterboxShape.SQUARE;
    }

    private static EvaluationResult run(Evaluation evaluation, LabeledPictures pictures, Shutdown shutdown)
            throws InterruptedException {
        try (Progress progress =
                new Progress("evaluate", "pictures", pictures.pictures().size())) {
            return evaluation.run(done -> {
                shutdown.check();
                progress.done(done);
            });
        }
    }

    private void complain(String line) {
        spec.commandLine().getErr().println("hawkeye: " + line);
    }
}
