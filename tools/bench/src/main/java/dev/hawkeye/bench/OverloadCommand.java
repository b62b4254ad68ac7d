package dev.hawkeye.bench;

import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye bench overload}. */
@Command(
        name = "overload",
        description = {
            "Sends more live frames than this machine can analyze, ten times as many from one camera as from each of"
                    + " the others, alongside a lossless camera, and reports their fates.",
            "Exit code 1 if a lossless frame is missing."
        })
final class OverloadCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelAndVideo input;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "3",
            description = "Load as a multiple of the machine's capacity. Default: ${DEFAULT-VALUE}.")
    private double times;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "120",
            description = "Duration of the overload in seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        input.check();
        if (!(times > 0) || seconds < 1) {
            throw new UserException("--times must be above 0 and --seconds at least 1, got: " + times + ", " + seconds);
        }
        try (Shutdown shutdown = Shutdown.within(CLOSING)) {
            OverloadReport report = new OverloadBench(
                            input.model(),
                            input.video(),
                            times,
                            Duration.ofSeconds(seconds),
                            System.err::println,
                            shutdown::check)
                    .run();
            report.print(spec.commandLine().getOut());
            return report.losslessDone() == report.losslessSent() ? 0 : 1;
        }
    }
}
