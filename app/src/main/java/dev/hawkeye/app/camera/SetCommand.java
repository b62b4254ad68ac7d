package dev.hawkeye.app.camera;

import dev.hawkeye.app.settings.Assignments;
import dev.hawkeye.app.settings.ChangeCommand;
import dev.hawkeye.site.settings.SettingKeys;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hawkeye camera set}. */
@Command(
        name = "set",
        description = {
            "Changes a camera of a running site.",
            "Exit code 0 if all services apply it, 1 if one refuses it or does not answer."
        })
final class SetCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "Id of the camera.")
    private String id;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "KEY=VALUE",
            description =
                    "A value as in hawkeye.yaml, such as fps=2 or 'zones=[{name: door, points: [[0, 0], [1, 0], [1, 1]]}]'."
                            + " KEY= returns to camera-defaults.")
    private List<String> arguments;

    @Override
    public Integer call() throws InterruptedException {
        Assignments assignments = new Assignments(arguments);
        return change("camera set " + id, texts -> {
            String before = KnownTexts.of(texts, id);
            texts.put(SettingKeys.camera(id), assignments.over(before, id));
            return texts;
        });
    }
}
