package dev.hawkeye.app.model;

import dev.hawkeye.settings.Check;
import picocli.CommandLine.Option;

/** The option for how long a command waits for the detectors. */
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest time to wait for the detectors, 0 to 3600. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    int seconds() {
        Check.range("--wait", seconds, 0, 3_600);
        return seconds;
    }
}
