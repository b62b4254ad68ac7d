package dev.hawkeye.app.settings;

import dev.hawkeye.site.settings.SettingKeys;
import java.util.List;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hawkeye settings set}. */
@Command(
        name = "set",
        description = {
            "Changes settings for all cameras of a running site; `camera set` changes one camera.",
            "Exit code 0 if all services apply it, 1 if one refuses it or does not answer."
        })
final class SetCommand extends ChangeCommand {
    @Parameters(
            paramLabel = "KEY=VALUE",
            arity = "1..*",
            description =
                    "A value as in hawkeye.yaml, such as fps=2 or 'classes=[person, car]'. KEY= sets the default.")
    private List<String> arguments;

    @Override
    public Integer call() throws InterruptedException {
        Assignments assignments = new Assignments(arguments);
        return change("settings set " + assignments.keys(), texts -> {
            lay(assignments.ofDefaults(), texts, SettingKeys.CAMERA_DEFAULTS);
            lay(assignments.ofPaths(), texts, SettingKeys.VALUES);
            return texts;
        });
    }

    private static void lay(Assignments assignments, SortedMap<String, String> texts, String key) {
        texts.put(key, assignments.over(texts.getOrDefault(key, "{}"), key));
    }
}
