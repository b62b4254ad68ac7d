package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.site.settings.SettingKeys;
import java.io.PrintWriter;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye settings set}. */
@Command(
        name = "set",
        description = {
            "Changes what holds for all cameras of a running site; camera set changes one camera.",
            "Exit code 0 if all services run with it, 1 if one refuses it, or does not answer."
        })
final class SetCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "KEY=VALUE",
            arity = "1..*",
            description =
                    "A value as in hawkeye.yaml, such as fps=2 or 'classes=[person, car]'. KEY= sets the default.")
    private List<String> arguments;

    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Assignments assignments = new Assignments(arguments);
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(
                site,
                running -> running.change("settings set " + assignments.keys(), wait, out, texts -> {
                    lay(assignments.ofDefaults(), texts, SettingKeys.CAMERA_DEFAULTS);
                    lay(assignments.ofPaths(), texts, SettingKeys.VALUES);
                    return texts;
                }));
    }

    private static void lay(Assignments assignments, SortedMap<String, String> texts, String key) {
        texts.put(key, assignments.over(texts.getOrDefault(key, "{}"), key));
    }
}
