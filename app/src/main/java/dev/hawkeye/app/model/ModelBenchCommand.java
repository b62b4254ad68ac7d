package dev.hawkeye.app.model;

import dev.hawkeye.app.Logs;
import dev.hawkeye.app.Shutdown;
import dev.hawkeye.app.UserException;
import dev.hawkeye.vision.InputShape;
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
            "Measures how fast models are, side by side in one run, with the settings that the detector may have: one"
                    + " inference over all cores, one for each core, and the same with batches.",
            "Rounds alternate between all models and settings, and medians are compared, since machines are noisy."
        })
final class ModelBenchCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final int LARGEST_BATCH = 256;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL.onnx",
            description = "YOLOv8 detection exports; ratios are to the first")
    private List<Path> models;

    @Option(
            names = "--shape",
            paramLabel = "HxW",
            description = "height and width of the input; by default that of a 16:9 picture, 384x640 for most models")
    private String shape;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "4",
            description = "pictures of one inference in the batched setting, ${DEFAULT-VALUE} by default")
    private int batch;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "rounds, ${DEFAULT-VALUE} by default")
    private int rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "4",
            description = "length of each measurement, ${DEFAULT-VALUE} by default, after a second of warm-up")
    private double seconds;

    @Option(names = "--out", paramLabel = "FILE", description = "where the figures go as JSON, those of each round too")
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
        if (batch < 1 || batch > LARGEST_BATCH) {
            throw new UserException("--batch must be 1 to " + LARGEST_BATCH + ", got: " + batch);
        }
    }
}
