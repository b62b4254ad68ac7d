package dev.hawkeye.bench.scale;

import dev.hawkeye.app.Hawkeye;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.settings.Check;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye bench crash}. */
@Command(
        name = "crash",
        description =
                "Kills an aggregator with the state of many cameras, and measures how long their results are missing: with the"
                        + " state in memory, and in Kafka's transactional stores on disk.")
public final class CrashCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final int MAX = 100_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Number of cameras. Default: ${DEFAULT-VALUE}.")
    private int cameras;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "60",
            description = "Minutes of history that each of them has. Default: ${DEFAULT-VALUE}.")
    private int minutes;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "8",
            description = "Partitions per topic. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of kills. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    /** Created by the command line. */
    public CrashCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        Logs.warningsOnly();
        Check.range("--cameras", cameras, 1, MAX);
        Check.range("--minutes", minutes, 1, MAX);
        Check.range("--partitions", partitions, 1, MAX);
        Check.range("--rounds", rounds, 1, MAX);
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory temporary = TemporaryDirectory.create()) {
            new CrashBench(
                            cameras,
                            Duration.ofMinutes(minutes),
                            partitions,
                            rounds,
                            System.err::println,
                            shutdown::check)
                    .run(
                            temporary.path(),
                            List.of(Hawkeye.class.getName(), "aggregate"),
                            spec.commandLine().getOut());
        }
        return 0;
    }
}
