package dev.hawkeye.app.settings;

import dev.hawkeye.site.settings.LiveSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hawkeye settings profile}. */
@Command(
        name = "profile",
        description = {
            "Has a running site use one of its profiles from now on, or none, or again the one whose time it is.",
            "Exit code 0 if all services run with it, 1 if one refuses it, or does not answer."
        })
final class ProfileCommand extends ChangeCommand {
    @Parameters(paramLabel = "NAME", description = "Name of a profile; none; or auto, for the one whose time it is.")
    private String name;

    @Override
    public Integer call() throws InterruptedException {
        return change("settings profile " + name, texts -> LiveSettings.withProfile(texts, name));
    }
}
