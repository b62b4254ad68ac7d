package dev.hawkeye.bench.scale;

import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye bench scale}. */
@Command(
        name = "scale",
        description = {
            "Runs an increasing number of detector processes on one broker, with a sleep in place of inference, so that a few cores can"
                    + " show how the work spreads; then stops one.",
            "With --cost, measures what a camera costs each service instead.",
            "Exit code 1 if an extra detector adds less than 0.8 of the first one's throughput."
        })
public final class ScaleCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final double IN_STEP = 0.8;
    private static final int NOT_IN_STEP = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "200",
            description = "Number of cameras. Default: ${DEFAULT-VALUE}.")
    private int cameras;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "12",
            description = "Partitions per topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--millis",
            paramLabel = "N",
            defaultValue = "50",
            description = "Duration of the simulated inference in milliseconds. Default: ${DEFAULT-VALUE}.")
    private int millis;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Duration of each measurement in seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Number of rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--instances",
            paramLabel = "N",
            defaultValue = "3",
            description = "Max number of detectors. Default: ${DEFAULT-VALUE}.")
    private int instances;

    @Option(
            names = "--cost",
            paramLabel = "N",
            split = ",",
            description = "Measure the cost per camera, with N cameras at one frame per second, such as 1,10,200.")
    private List<Integer> cost = List.of();

    @Option(names = "--keep", paramLabel = "DIR", description = "Write logs and data to DIR and keep them.")
    private Path keep;

    /** Created by the command line. */
    public ScaleCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Logs.warningsOnly();
        atLeastOne("--cameras", cameras);
        atLeastOne("--millis", millis);
        atLeastOne("--seconds", seconds);
        atLeastOne("--rounds", rounds);
        cost.forEach(count -> atLeastOne("--cost", count));
        if (instances < 2 || partitions < instances) {
            throw new UserException("--instances must be 2 to --partitions (" + partitions + "), got: " + instances);
        }
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory temporary = TemporaryDirectory.create()) {
            Path directory = keep == null ? temporary.path() : Files.createDirectories(keep.toAbsolutePath());
            return cost.isEmpty() ? scale(directory, shutdown) : cost(directory, shutdown);
        }
    }

    private int scale(Path directory, Shutdown shutdown) throws IOException, InterruptedException {
        ScaleOptions options = new ScaleOptions(
                cameras, partitions, Duration.ofMillis(millis), instances, Duration.ofSeconds(seconds), rounds);
        ScaleReport report = new ScaleBench(options, System.err::println, shutdown::check).run(directory);
        report.print(spec.commandLine().getOut());
        return report.growsInStep(IN_STEP) ? 0 : NOT_IN_STEP;
    }

    private int cost(Path directory, Shutdown shutdown) throws IOException, InterruptedException, ExecutionException {
        CostBench bench = new CostBench(partitions, Duration.ofSeconds(seconds), System.err::println, shutdown::check);
        List<CostRow> rows = new ArrayList<>();
        try {
            for (int count : cost) {
                rows.add(bench.run(directory.resolve("cameras-" + count), count));
            }
        } finally {
            // Also those that were measured before a failure or a signal.
            CostRow.print(rows, spec.commandLine().getOut());
        }
        return 0;
    }

    private static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new UserException(option + " must be at least 1, got: " + value);
        }
    }
}
