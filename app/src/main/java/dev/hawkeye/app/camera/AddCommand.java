package dev.hawkeye.app.camera;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.app.settings.Assignments;
import dev.hawkeye.app.settings.SettingsSite;
import dev.hawkeye.app.settings.WaitOption;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.settings.SettingKeys;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye camera add}. */
@Command(
        name = "add",
        description = {
            "Adds a camera to a running site.",
            "Exit code 0 if all services run with it, 1 if one refuses it, or does not answer."
        })
final class AddCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ID", description = "Id of the camera on every topic.")
    private String id;

    @Parameters(
            index = "1",
            paramLabel = "URL",
            description = "Its address, as in hawkeye.yaml. User and password are named, as in"
                    + " 'rtsp://$${yard}@192.0.2.11/stream1', and their values stay in camera-secrets of the file that ingest"
                    + " was started with.")
    private String url;

    @Parameters(
            index = "2..*",
            paramLabel = "KEY=VALUE",
            description = "Any other key of a camera, such as fps=2 or 'name=South gate'.")
    private List<String> arguments = List.of();

    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Assignments assignments = new Assignments(arguments);
        String address = JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("url", url)
                .toString();
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(
                site,
                running -> running.change("camera add " + id, wait, out, texts -> {
                    String before = texts.put(SettingKeys.camera(id), assignments.over(address, id));
                    if (before != null) {
                        throw new UserException(
                                "camera " + id + " is there already: `./hawkeye camera set` changes it");
                    }
                    return texts;
                }));
    }
}
