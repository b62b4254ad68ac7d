package dev.hawkeye.app.settings;

import dev.hawkeye.site.config.CameraTexts;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingKeys;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hawkeye settings apply}. */
@Command(
        name = "apply",
        description = {
            "Replaces the cameras, camera-defaults, profiles, alarm rules and other live settings of a running site with those of"
                    + " a file. Cameras that are not in it are removed; a profile that was selected by hand stays. Users and"
                    + " passwords in addresses stay in the file: see camera-secrets in hawkeye.yaml.",
            "Exit code 0 if all services apply it, 1 if one refuses it or does not answer."
        })
final class ApplyCommand extends ChangeCommand {
    @Parameters(paramLabel = "FILE", description = "A configuration file.")
    private Path file;

    @Override
    public Integer call() throws InterruptedException {
        CameraTexts texts = new ConfigReader().file(file).cameraTexts(SettingKeys.VALUE_PATHS);
        return change("settings apply " + file.getFileName(), before -> LiveSettings.replaced(before, texts));
    }
}
