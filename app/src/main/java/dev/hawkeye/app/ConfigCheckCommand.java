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
            "Reads the settings as every command does, and tells all that is wrong with them, a line each.",
            "Starts nothing and asks nobody. Exit code 0 when they can be used, 2 when not."
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
