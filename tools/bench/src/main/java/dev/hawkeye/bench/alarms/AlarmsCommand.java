package dev.hawkeye.bench.alarms;

import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye bench alarms}. */
@Command(
        name = "alarms",
        description = {
            "Runs cameras of drawn streets, the whole pipeline and a webhook in one process, and prints how long an alarm takes from"
                    + " the capture of its picture to its delivery, step by step.",
            "Exit code 1 if an event was not delivered."
        })
public final class AlarmsCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final int MAX = 10_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "2",
            description = "Number of cameras. Default: ${DEFAULT-VALUE}.")
    private int cameras;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "4",
            description = "Pictures per second of each. Default: ${DEFAULT-VALUE}.")
    private int fps;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Duration, after 20 s to warm up. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Another setting, such as kafka.processing.guarantee=at_least_once. Repeatable.")
    private List<String> settings = List.of();

    /** Created by the command line. */
    public AlarmsCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        Check.range("--cameras", cameras, 1, MAX);
        Check.range("--fps", fps, 1, MAX);
        Check.range("--seconds", seconds, 1, MAX);
        Map<String, String> others = new LinkedHashMap<>();
        for (String setting : settings) {
            int sign = setting.indexOf('=');
            if (sign < 1) {
                throw new UserException("--set must be KEY=VALUE, got: " + setting);
            }
            others.put(setting.substring(0, sign), setting.substring(sign + 1));
        }
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory temporary = TemporaryDirectory.create()) {
            AlarmDelays delays = new AlarmsBench(cameras, fps, Duration.ofSeconds(seconds), others)
                    .run(temporary.path(), shutdown::check);
            delays.print(spec.commandLine().getOut());
            return delays.untold() == 0 ? 0 : 1;
        }
    }
}
