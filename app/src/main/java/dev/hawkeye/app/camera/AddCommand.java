package dev.hawkeye.app.camera;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hawkeye.app.settings.Assignments;
import dev.hawkeye.app.settings.ChangeCommand;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.settings.SettingKeys;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hawkeye camera add}. */
@Command(
        name = "add",
        description = {
            "Adds a camera to a running site.",
            "Exit code 0 if all services apply it, 1 if one refuses it or does not answer."
        })
final class AddCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "Id of the camera on every topic.")
    private String id;

    @Parameters(
            index = "1",
            paramLabel = "URL",
            description = "Its address, as in hawkeye.yaml. Refer to user and password by name, as in"
                    + " 'rtsp://$${yard}@192.0.2.11/stream1': their values stay in camera-secrets of the file that ingest was"
                    + " started with.")
    private String url;

    @Parameters(
            index = "2..*",
            paramLabel = "KEY=VALUE",
            description = "Any other key of a camera, such as fps=2 or 'name=South gate'.")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Assignments assignments = new Assignments(arguments);
        String address = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("url", url)
                .toString();
        return change("camera add " + id, texts -> {
            String before = texts.put(SettingKeys.camera(id), assignments.over(address, id));
            if (before != null) {
                throw new UserException("camera " + id + " already exists: change it with `./hawkeye camera set`");
            }
            return texts;
        });
    }
}
