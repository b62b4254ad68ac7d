package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.site.settings.LiveSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye settings profile}. */
@Command(
        name = "profile",
        description = {
            "Has a running site use one of its profiles from now on, or none, or again the one whose time it is.",
            "Exit code 0 if all services run with it, 1 if one refuses it, or does not answer."
        })
final class ProfileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Name of a profile; none; or auto, for the one whose time it is.")
    private String name;

    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(
                site,
                running -> running.change(
                        "settings profile " + name, wait, out, texts -> LiveSettings.withProfile(texts, name)));
    }
}
