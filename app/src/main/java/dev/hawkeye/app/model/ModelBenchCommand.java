package dev.hawkeye.app.model;

import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.models.Contender;
import dev.hawkeye.models.ModelBench;
import dev.hawkeye.models.ModelBenchReport;
import dev.hawkeye.models.ModelBenchTable;
import dev.hawkeye.models.ReportFile;
import dev.hawkeye.models.ShapeOption;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.vision.input.InputShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye model bench}. */
@Command(
        name = "bench",
        description = {
            "Measures the speed of models side by side, with each setting that the detector may use: one inference across all"
                    + " cores, one per core, and the same with batches.",
            "Rounds alternate between models and settings; medians are compared."
        })
final class ModelBenchCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final int MAX_BATCH = 256;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL.onnx",
            description = "YOLOv8 detection models; ratios are relative to the first.")
    private List<Path> models;

    @Option(
            names = "--shape",
            paramLabel = "HxW",
            description = "Input height and width. Default: that of a 16:9 picture, 384x640 for most models.")
    private String shape;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "4",
            description = "Batch size in the batched settings. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Number of rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "4",
            description = "Duration of each measurement in seconds, after 1 s of warm-up. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the results of every round to FILE as JSON.")
    private Path out;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        check();
        Optional<InputShape> wanted = Optional.ofNullable(shape).map(ShapeOption::parse);
        ReportFile file = out == null ? null : ReportFile.at(out);
        try (Shutdown shutdown = Shutdown.within(CLOSING)) {
            List<Contender> contenders = models.stream()
                    .map(model -> Contender.load(model, wanted, batch))
                    .toList();
            ModelBenchReport report = new ModelBench(
                            contenders,
                            Duration.ofNanos((long) (seconds * 1e9)),
                            spec.commandLine().getErr()::println,
                            shutdown::check)
                    .run(rounds);
            ModelBenchTable.print(report, spec.commandLine().getOut());
            if (file != null) {
                file.write(report);
            }
        }
        return 0;
    }

    private void check() {
        if (rounds < 1 || !(seconds > 0)) {
            throw new UserException(
                    "--rounds must be at least 1 and --seconds above 0, got: " + rounds + ", " + seconds);
        }
        if (batch < 1 || batch > MAX_BATCH) {
            throw new UserException("--batch must be 1 to " + MAX_BATCH + ", got: " + batch);
        }
    }
}
