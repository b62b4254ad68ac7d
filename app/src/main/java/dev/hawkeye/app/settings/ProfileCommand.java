package dev.hawkeye.app.settings;

import dev.hawkeye.site.settings.LiveSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hawkeye settings profile}. */
@Command(
        name = "profile",
        description = {
            "Switches a running site to one of its profiles, to none, or back to the scheduled one.",
            "Exit code 0 if all services apply it, 1 if one refuses it or does not answer."
        })
final class ProfileCommand extends ChangeCommand {
    @Parameters(paramLabel = "NAME", description = "Name of a profile; none; or auto, for the scheduled one.")
    private String name;

    @Override
    public Integer call() throws InterruptedException {
        return change("settings profile " + name, texts -> LiveSettings.withProfile(texts, name));
    }
}
