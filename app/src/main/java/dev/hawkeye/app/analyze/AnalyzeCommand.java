package dev.hawkeye.app.analyze;

import dev.hawkeye.app.Logs;
import dev.hawkeye.app.ModelFile;
import dev.hawkeye.app.OneProcess;
import dev.hawkeye.app.Progress;
import dev.hawkeye.app.Settings;
import dev.hawkeye.app.Shutdown;
import dev.hawkeye.app.TemporaryDirectory;
import dev.hawkeye.app.UserException;
import dev.hawkeye.app.config.ConfigReader;
import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.ingest.VideoProbe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye analyze}: video files to their end. */
@Command(
        name = "analyze",
        description = {
            "Runs video files or folders of pictures through the whole pipeline, with an embedded Kafka in a temporary"
                    + " directory.",
            "Each becomes a camera named after its file. No frame is dropped."
        })
public final class AnalyzeCommand implements Callable<Integer> {
    private static final int TROUBLE = 2;
    private static final Duration CLOSING = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "VIDEO",
            converter = VideoPath.class,
            description = "Video files or folders of pictures.")
    private List<Path> videos;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL.onnx",
            description = "YOLOv8 detection model, as exported by Ultralytics.")
    private Path model;

    @ArgGroup
    private SamplingOptions sampling = new SamplingOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for summary.json, counts.csv, events.jsonl and keyframes.")
    private Path out;

    @Option(
            names = "--jpeg-quality",
            paramLabel = "Q",
            defaultValue = "95",
            description =
                    "JPEG quality of the frames, 1 to 100. Default: ${DEFAULT-VALUE}; cameras use 90, which finds slightly"
                            + " different small objects.")
    private int jpegQuality;

    @Option(
            names = "--classes",
            paramLabel = "CLASS",
            split = ",",
            description = "Count only these classes, such as person,car. Default: camera-defaults.classes.")
    private List<String> classes = List.of();

    @Mixin
    private Settings settings;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description =
                    "Capture time of the first picture of each video, such as 2026-05-01T08:00:00Z. Default: midnight UTC"
                            + " today, so that times read as positions in the video.")
    private Instant start =
            LocalDate.now(ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant();

    /** Which pictures are analysed; all of them unless one of the two is given. */
    private static final class SamplingOptions {
        @Option(names = "--every", paramLabel = "N", description = "Analyse every Nth picture: 0, N, 2N …")
        private int every;

        @Option(names = "--fps", paramLabel = "F", description = "Analyse F pictures per second of video.")
        private double fps;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        ModelFile.check(model);
        Map<String, Path> cameras = CameraNames.of(videos);
        long expected = expected(cameras);
        boolean allUsable = cameras.size() == videos.size();
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory directory = TemporaryDirectory.create();
                Output output = out == null ? Output.NONE : OutputDirectory.open(out)) {
            ConfigReader reader = settings.reader().set("aggregator.history", "0 s", "analyze, which nobody asks");
            if (!classes.isEmpty()) {
                reader.set("camera-defaults.classes", classes, "--classes");
            }
            HawkeyeConfig config =
                    VideoSettings.read(reader, model, cameras, sampling(), jpegQuality, start, directory.path());
            Analysis analysis;
            Summary summary;
            try (OneProcess pipeline = new OneProcess(config, OneProcess.Options.ALONE);
                    Progress progress = new Progress("analyze", "frames", expected)) {
                analysis = new Analysis(config, pipeline, output);
                summary = analysis.run(frames -> {
                    shutdown.check();
                    progress.done(frames);
                });
                progress.end(summary.cameras().stream()
                        .mapToLong(Summary.Camera::frames)
                        .sum());
            }
            output.summary(summary);
            SummaryTable.print(summary, spec.commandLine().getOut());
            analysis.troubles().forEach(this::complain);
            if (!allUsable) {
                complain(
                        (videos.size() - cameras.size()) + " of " + videos.size() + " videos were left out, see above");
            }
            return allUsable && analysis.troubles().isEmpty() ? 0 : TROUBLE;
        }
    }

    private void complain(String trouble) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("hawkeye: " + trouble);
        err.flush();
    }

    /**
     * Frames to expect of the videos that can be read; the others are named and taken out.
     *
     * @throws UserException when none can be read
     */
    private long expected(Map<String, Path> cameras) {
        long expected = 0;
        List<String> refusals = new ArrayList<>();
        for (Iterator<Path> remaining = cameras.values().iterator(); remaining.hasNext(); ) {
            try {
                expected += expected(VideoSettings.probe(remaining.next()));
            } catch (UserException e) {
                refusals.add(e.getMessage());
                remaining.remove();
            }
        }
        if (cameras.isEmpty()) {
            String last = refusals.remove(refusals.size() - 1);
            refusals.forEach(this::complain);
            throw new UserException(last);
        }
        refusals.forEach(refusal -> complain(refusal + "; the other videos are analysed"));
        return expected;
    }

    private VideoSettings.Sampling sampling() {
        return new VideoSettings.Sampling(sampling.every, sampling.fps);
    }

    private long expected(VideoProbe probe) {
        if (sampling.every > 0) {
            return (probe.pictures() + sampling.every - 1) / sampling.every;
        }
        return sampling.fps > 0 && probe.fps() > sampling.fps
                ? Math.round(probe.pictures() * sampling.fps / probe.fps())
                : probe.pictures();
    }
}
