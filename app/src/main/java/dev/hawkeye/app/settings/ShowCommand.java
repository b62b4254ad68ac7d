package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.site.settings.LiveSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawkeye settings show}. */
@Command(
        name = "show",
        description = "Prints the cameras of site-settings and their defaults, in the format of a configuration file.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(site, running -> {
            LiveSettings live = running.desk().current();
            if (live.isNone()) {
                out.println("# site-settings is empty: the cameras are those of the configuration file");
            } else {
                out.println("# revision " + live.revision() + " by " + live.by() + ", " + live.at());
                live.byHand().ifPresent(name -> out.println("# profile by hand: " + name));
                out.print(SettingsText.yaml(live));
                out.flush();
            }
            return 0;
        });
    }
}
