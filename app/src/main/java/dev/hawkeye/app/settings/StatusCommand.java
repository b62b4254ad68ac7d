package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.schemas.SiteStatus;
import dev.hawkeye.site.settings.ServiceStates;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawkeye settings status}. */
@Command(name = "status", description = "Prints which revision of site-settings each service runs with.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(site, running -> {
            Collection<SiteStatus> all;
            try (ServiceStates states = running.states()) {
                all = states.ofRunning();
            }
            if (all.isEmpty()) {
                out.println("No service has reported in the last " + ServiceStates.LONGEST_SILENCE.toSeconds() + " s.");
            } else {
                table(all).print(out);
            }
            return 0;
        });
    }

    private static Table table(Collection<SiteStatus> all) {
        Table table = Table.of("service", "instance", ">revision", "state", "profile", ">reported", "reason");
        Instant now = Instant.now();
        for (SiteStatus one : all) {
            table.row(
                    one.getService(),
                    one.getInstance(),
                    String.valueOf(one.getRevision()),
                    one.getState().name(),
                    one.getProfile() == null ? "" : one.getProfile(),
                    Math.max(0, Duration.between(one.getReported(), now).toSeconds()) + " s ago",
                    one.getReason() == null
                            ? ""
                            : one.getReason().lines().findFirst().orElse(""));
        }
        return table;
    }
}
