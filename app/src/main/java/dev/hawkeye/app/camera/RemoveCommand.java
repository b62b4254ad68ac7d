package dev.hawkeye.app.camera;

import dev.hawkeye.app.settings.ChangeCommand;
import dev.hawkeye.site.settings.SettingKeys;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hawkeye camera remove}. */
@Command(
        name = "remove",
        description = {
            "Removes cameras from a running site. Their counts, events and keyframes stay.",
            "Exit code 0 if all services apply it, 1 if one refuses it or does not answer."
        })
final class RemoveCommand extends ChangeCommand {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Id of a camera.")
    private List<String> ids;

    @Override
    public Integer call() throws InterruptedException {
        return change("camera remove " + String.join(" ", ids), texts -> {
            for (String id : ids) {
                String unused = KnownTexts.of(texts, id);
                texts.remove(SettingKeys.camera(id));
            }
            return texts;
        });
    }
}
