package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.site.config.CameraTexts;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingKeys;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye settings apply}. */
@Command(
        name = "apply",
        description = {
            "Puts the cameras, camera-defaults and profiles of a file in the place of those of a running site: cameras that are not in it"
                    + " are removed. Users and passwords in addresses stay in the file, see camera-secrets in hawkeye.yaml.",
            "Exit code 0 if all services run with it, 1 if one refuses it, or does not answer."
        })
final class ApplyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A configuration file.")
    private Path file;

    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CameraTexts texts = new ConfigReader().file(file).cameraTexts(SettingKeys.VALUE_PATHS);
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(
                site,
                running -> running.change(
                        "settings apply " + file.getFileName(), wait, out, before -> LiveSettings.seed(texts)));
    }
}
