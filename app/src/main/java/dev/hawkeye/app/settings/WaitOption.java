package dev.hawkeye.app.settings;

import dev.hawkeye.settings.Check;
import picocli.CommandLine.Option;

/** The option for how long a command waits for the services. */
public final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "Longest time to wait for the services, 0 to 3600. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    int seconds() {
        Check.range("--wait", seconds, 0, 3_600);
        return seconds;
    }
}
