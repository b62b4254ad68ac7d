package dev.hawkeye.app;

import dev.hawkeye.app.config.HawkeyeConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawkeye config check}. */
@Command(
        name = "check",
        description = {
            "Validates the settings and prints every error, one per line.",
            "Starts and connects to nothing. Exit code 0 if they are valid, 2 if not."
        })
final class ConfigCheckCommand implements Callable<Integer> {
    @Mixin
    private Settings settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HawkeyeConfig config = settings.reader().read();
        if (!config.detector().model().toString().isEmpty()) {
            ModelFile.check(config);
        }
        int cameras = config.cameras().size();
        spec.commandLine().getOut().println("ok, " + cameras + (cameras == 1 ? " camera" : " cameras"));
        return 0;
    }
}
