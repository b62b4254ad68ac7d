package dev.hawkeye.app.size;

import dev.hawkeye.app.demo.DemoModel;
import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.app.size.SizeAnswer.Measured;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.probe.CameraCost;
import dev.hawkeye.metrics.load.Relief;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.vision.inspect.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye size}. */
@Command(
        name = "size",
        description = {
            "Measures this machine for a few seconds and prints how many cameras fit on it.",
            "Other load on the machine lowers the figures.",
            "Exit code 0, or 1 if the cameras of --cameras do not fit with any of the models."
        })
public final class SizeCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);
    private static final int PICTURES = 60;
    private static final double MAX_FPS = 1_000;
    private static final int MAX_CAMERAS = 1_000_000;
    private static final List<Double> USUAL_RATES = List.of(1.0, 2.0, 5.0, 10.0);

    @Spec
    private CommandSpec spec;

    @Option(names = "--cameras", paramLabel = "N", description = "Check whether N cameras fit.")
    private Integer cameras;

    @Option(
            names = "--fps",
            paramLabel = "F",
            description = "Frames per second to analyze per camera. Default: 1, 2, 5 and 10; with --cameras,"
                    + " camera-defaults.fps.")
    private Double fps;

    @Option(
            names = "--model",
            paramLabel = "MODEL.onnx",
            description = "YOLOv8 detection model (repeatable, to compare models such as FP32 and INT8). Default:"
                    + " detector.model, or the model of the demo.")
    private List<Path> models = new ArrayList<>();

    @Option(
            names = "--video",
            paramLabel = "VIDEO",
            description = "Video of a camera, to measure its pictures and the cost of decoding them. Default: a drawn"
                    + " street of 1280x720, without decoding.")
    private Path video;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "Duration of each measurement in seconds. Default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Mixin
    private ConfigOptions settings;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        check();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            HawkeyeConfig config = config();
            List<Path> files = files(config, directory.path());
            files.forEach(ModelFile::check);
            CameraConfig camera = config.cameras().get(0);
            report(progress, "measuring pictures");
            CameraCost cost = cost(camera, shutdown::check);
            List<Measured> measured = new ArrayList<>();
            for (Path file : files) {
                UsedModel model = new UsedModel(
                        file.getFileName().toString(), Precision.of(file).toString());
                report(progress, String.format(Locale.ROOT, "measuring %s for %.0f s", model, seconds));
                measured.add(measure(file, model, config.detector(), cost, shutdown::check));
            }
            double asked = fps != null ? fps : camera.fps() > 0 ? camera.fps() : cost.fps();
            SizeAnswer answer = new SizeAnswer(pictures(cost), measured);
            answer.printCameras(fps == null ? USUAL_RATES : List.of(fps), out);
            boolean fits = cameras == null || answer.printFit(cameras, asked, out);
            out.flush();
            return fits ? 0 : 1;
        }
    }

    private static void report(PrintWriter progress, String what) {
        progress.println(what);
        progress.flush();
    }

    private void check() {
        if (cameras != null && (cameras < 1 || cameras > MAX_CAMERAS)) {
            throw new UserException("--cameras must be 1 to " + MAX_CAMERAS + ", got: " + cameras
                    + "; give the cameras of this machine");
        }
        if (fps != null && !(fps > 0 && fps <= MAX_FPS)) {
            throw new UserException("--fps must be above 0 and at most 1000, got: " + Relief.fpsText(fps)
                    + "; counting people and cars needs 2 to 5");
        }
        if (!(seconds > 0 && seconds <= 3_600)) {
            throw new UserException(
                    "--seconds must be above 0 and at most 3600, got: " + Relief.fpsText(seconds) + "; 5 are enough");
        }
    }

    /** Settings with one camera, taken as representative of all. */
    private HawkeyeConfig config() {
        String url = video == null
                ? "synthetic:street?fps=10&seconds=2"
                : video.toAbsolutePath().toString();
        return settings.reader()
                .set("cameras", List.of(Map.of("id", "size", "url", url, "mode", "live")), "--video")
                .read();
    }

    private List<Path> files(HawkeyeConfig config, Path directory) throws IOException {
        if (!models.isEmpty()) {
            return models;
        }
        Path configured = config.detector().model();
        return List.of(configured.toString().isEmpty() ? DemoModel.copyTo(directory) : configured);
    }

    private CameraCost cost(CameraConfig camera, Runnable check) {
        try {
            return CameraCost.measure(camera, PICTURES, check);
        } catch (IllegalArgumentException e) {
            throw new UserException("--video: " + e.getMessage(), e);
        }
    }

    private Measured measure(Path file, UsedModel model, DetectorConfig detector, CameraCost cost, Runnable check)
            throws InterruptedException {
        LaneSpeed speed =
                LaneSpeed.measure(file, detector, cost.jpegs(), Duration.ofNanos((long) (seconds * 1e9)), check);
        Capacity capacity = new Capacity(
                Runtime.getRuntime().availableProcessors(),
                detector.lanesOrCores(),
                speed.framesPerSecond(),
                cost.encodeMillis(),
                cost.decodeMillis(),
                cost.fps());
        double jpegPart = speed.jpegMillis() * speed.framesPerSecond() / (1_000 * detector.lanesOrCores());
        return new Measured(model, capacity, jpegPart);
    }

    private String pictures(CameraCost cost) {
        String size = cost.width() + "x" + cost.height();
        return video == null
                ? "a drawn street of " + size + ", without decoding the video of a camera (--video)"
                : String.format(
                        Locale.ROOT,
                        "%s, %s, %.1f pictures/s, each of which takes one core %.1f ms to decode",
                        video.getFileName(),
                        size,
                        cost.fps(),
                        cost.decodeMillis());
    }
}
