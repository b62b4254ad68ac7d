package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.settings.Check;
import dev.hawkeye.site.settings.Edit;
import dev.hawkeye.site.settings.Revision;
import dev.hawkeye.site.yaml.SettingText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye settings history}. */
@Command(name = "history", description = "Prints the last changes, newest first: who, when, before and after.")
final class HistoryCommand implements Callable<Integer> {
    private static final int MAX = 100;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "Print at most N changes, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Check.range("--limit", limit, 1, MAX);
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(site, running -> {
            List<Revision> history = running.desk().history();
            if (history.isEmpty()) {
                out.println("Nothing has been changed yet: the cameras are those of the configuration file.");
            }
            history.stream().limit(limit).forEach(revision -> print(revision, out));
            return 0;
        });
    }

    private static void print(Revision revision, PrintWriter out) {
        out.println(
                "revision " + revision.number() + ", " + revision.at() + ", " + revision.by() + ": " + revision.what());
        for (Edit edit : revision.edits()) {
            out.println("  " + edit.key());
            side("-", edit.before(), out);
            side("+", edit.after(), out);
        }
    }

    private static void side(String sign, String text, PrintWriter out) {
        if (text != null) {
            SettingText.yaml(SettingText.parse(text, "site-settings"))
                    .lines()
                    .forEach(line -> out.println("    " + sign + " " + line));
        }
    }
}
