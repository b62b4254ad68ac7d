package dev.hawkeye.app.frames;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye frames}. */
@Command(
        name = "frames",
        description = {
            "Writes pictures of a running site to one folder per camera, to look at or to make models from.",
            "File names sort by capture time. The pictures of each camera are sampled from all that are still on the topic."
        })
public final class FramesCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(5);

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "New or empty folder for the pictures.")
    private Path out;

    @Option(names = "--cameras", paramLabel = "ID", split = ",", description = "Only these cameras. Default: all.")
    private List<String> cameras = List.of();

    @Option(
            names = "--each",
            paramLabel = "N",
            defaultValue = "800",
            description = "Max number of pictures per camera. Default: ${DEFAULT-VALUE}.")
    private int each;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logs.warningsOnly();
        Check.range("--each", each, 1, 1_000_000);
        CameraFolders.requireEmpty(out);
        CameraFolders folders = new CameraFolders(out, each);
        try (Shutdown shutdown = Shutdown.within(CLOSING)) {
            FrameTopic.<Void, IOException>read(site.config(), false, topic -> {
                topic.all(Set.copyOf(cameras), frame -> {
                    shutdown.check();
                    folders.take(frame);
                });
                return null;
            });
        }
        if (folders.counts().isEmpty()) {
            throw new UserException(
                    "the topic has no picture" + (cameras.isEmpty() ? "" : " of " + String.join(", ", cameras))
                            + ": `hawkeye camera list` prints all cameras");
        }
        folders.counts()
                .forEach((camera, count) ->
                        spec.commandLine().getOut().println(out.resolve(camera) + "  " + count + " pictures"));
        return 0;
    }
}
