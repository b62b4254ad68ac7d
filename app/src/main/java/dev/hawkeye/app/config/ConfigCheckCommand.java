package dev.hawkeye.app.config;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.site.DataLayout;
import dev.hawkeye.site.check.CameraFiles;
import dev.hawkeye.site.check.ClientProperties;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.check.TargetFiles;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.BootstrapServers;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawkeye config check}. */
@Command(
        name = "check",
        description = {
            "Validates the settings and prints every error, one per line, including files that are not on"
                    + " this machine (model, videos, key stores), properties that Kafka's clients would reject, and a data-directory"
                    + " that is not writable.",
            "Starts nothing and connects to nothing, so it cannot say whether a port is free, or a camera, Kafka or the registry"
                    + " answers. Exit code 0 if the settings are valid, 2 if not."
        })
final class ConfigCheckCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions settings;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HawkeyeConfig config = settings.reader()
                .checking(ConfigCheckCommand::checkModel)
                .checking(BootstrapServers::check)
                .checking(CameraFiles::check)
                .checking(ClientProperties::check)
                .checking(TargetFiles::check)
                .checking(DataLayout::check)
                .read();
        int cameras = config.cameras().size();
        spec.commandLine()
                .getOut()
                .println("ok, " + cameras + (cameras == 1 ? " camera" : " cameras")
                        + (hasModel(config) ? "" : "; detector.model is not set, which run and detect require"));
        return 0;
    }

    /** Not every service needs a model. */
    private static void checkModel(HawkeyeConfig config, BiConsumer<String, String> problems) {
        if (hasModel(config)) {
            ModelFile.checkConfigured(config, problems);
        }
    }

    private static boolean hasModel(HawkeyeConfig config) {
        return !config.detector().model().toString().isEmpty();
    }
}
