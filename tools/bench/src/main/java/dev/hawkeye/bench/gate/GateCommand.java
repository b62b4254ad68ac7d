package dev.hawkeye.bench.gate;

import dev.hawkeye.app.demo.DemoModel;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.check.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye bench gate}. */
@Command(
        name = "gate",
        description = {
            "Runs clips through the whole pipeline without a gate and with it, in turn, and compares the share of the"
                    + " pictures that are sent in full, the processor time per picture, and the lost objects, events"
                    + " and crossings.",
            "Drawing a street takes processor time that a camera would not; it is measured separately and subtracted."
        })
public final class GateCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final double MAX_FPS = 1000;
    private static final int MAX_CAMERAS = 64;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "MODEL.onnx",
            description =
                    "YOLOv8 detection model, as exported by Ultralytics. Default: the packaged one, which knows drawn"
                            + " streets only.")
    private Path model;

    @Option(
            names = "--video",
            required = true,
            paramLabel = "VIDEO",
            description = "Video file, or a drawn street that ends, such as"
                    + " \"synthetic:street?traffic=light&fps=5&seconds=120\". Repeatable.")
    private List<String> videos;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "5",
            description = "Pictures per second that are due, above 0. Default: ${DEFAULT-VALUE}.")
    private double fps;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of cameras that show each clip at the same time. Some costs are per second and not"
                    + " per picture, and are shared by all cameras. Default: ${DEFAULT-VALUE}.")
    private int cameras;

    /** Created by the command line. */
    public GateCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        List<Clip> clips = check();
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            Path used = model == null ? DemoModel.copyTo(directory.path()) : model;
            GateBench bench = new GateBench(used, fps, rounds, cameras, System.err::println, shutdown::check);
            new GateReport(fps, rounds, cameras)
                    .print(bench.run(clips), spec.commandLine().getOut());
        }
        return 0;
    }

    private List<Clip> check() {
        if (!(fps > 0 && fps <= MAX_FPS)) {
            throw new UserException("--fps must be above 0 and at most " + (int) MAX_FPS + ", got: " + fps);
        }
        if (rounds < 1) {
            throw new UserException("--rounds must be at least 1, got: " + rounds);
        }
        if (cameras < 1 || cameras > MAX_CAMERAS) {
            throw new UserException("--cameras must be from 1 to " + MAX_CAMERAS + ", got: " + cameras);
        }
        if (model != null) {
            ModelFile.check(model);
        }
        return videos.stream().map(Clip::of).toList();
    }
}
