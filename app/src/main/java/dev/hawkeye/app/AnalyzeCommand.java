package dev.hawkeye.app;

import dev.hawkeye.analyze.Analysis;
import dev.hawkeye.analyze.Output;
import dev.hawkeye.analyze.OutputDirectory;
import dev.hawkeye.analyze.boxes.BoxFormat;
import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.analyze.result.SummaryTable;
import dev.hawkeye.analyze.video.ChosenVideos;
import dev.hawkeye.analyze.video.VideoFiles;
import dev.hawkeye.analyze.video.VideoSettings;
import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.app.options.SceneOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Progress;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye analyze}: analyzes video files to their end. */
@Command(
        name = "analyze",
        description = {
            "Runs video files, folders of videos or folders of pictures through the whole pipeline, with an embedded Kafka"
                    + " in a temporary directory.",
            "Each video is named after its file. No frame is dropped, and a file that cannot be read does not"
                    + " stop the others."
        })
public final class AnalyzeCommand implements Callable<Integer> {
    private static final int TROUBLE = 2;
    private static final Duration CLOSING = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "VIDEO",
            description = "Video files, folders of videos or folders of pictures.")
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
            description = "Folder for report.html, counts.csv, events.csv, events.jsonl, summary.json and keyframes.")
    private Path out;

    @Option(
            names = "--boxes",
            paramLabel = "FORMAT",
            split = ",",
            description =
                    "Also write the boxes to DIR/boxes, in one or more of these formats: ${COMPLETION-CANDIDATES}.")
    private List<BoxFormat> boxes = List.of();

    @Option(
            names = "--video",
            description =
                    "Also write DIR/video/NAME.mp4: the analyzed pictures of each video at their times, with objects, their paths,"
                            + " zones, lines and counters drawn in. H.264 by OpenH264, without sound.")
    private boolean video;

    @Option(names = "--json", description = "Print the summary as JSON instead of a table.")
    private boolean json;

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
    private SceneOptions scene;

    @Mixin
    private ConfigOptions settings;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description =
                    "Capture time of the first picture of each video, such as 2026-05-01T08:00:00Z. Default: midnight UTC"
                            + " today, so that times read as positions in the video.")
    private Instant start =
            LocalDate.now(ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant();

    /** Which pictures are analyzed; all of them unless one of the two options is given. */
    private static final class SamplingOptions {
        @Option(names = "--every", paramLabel = "N", description = "Analyze every Nth picture: 0, N, 2N …")
        private int every;

        @Option(names = "--fps", paramLabel = "F", description = "Analyze F pictures per second of video.")
        private double fps;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        if (out == null && (video || !boxes.isEmpty())) {
            throw new UserException((video ? "--video" : "--boxes") + " requires --out DIR, the folder to write to");
        }
        ModelFile.check(model);
        List<Path> files = VideoFiles.of(videos, this::complain);
        ChosenVideos chosen = ChosenVideos.of(files, sampling());
        complainOf(chosen.refusals(), chosen.videos().isEmpty());
        Summary summary = analyze(chosen);
        show(summary);
        List<String> refusals = chosen.refusals();
        summary.problems().stream().skip(refusals.size()).forEach(this::complain);
        if (!refusals.isEmpty()) {
            complain(refusals.size() + " of " + files.size() + " videos were skipped, see above");
        }
        return summary.problems().isEmpty() ? 0 : TROUBLE;
    }

    private Summary analyze(ChosenVideos chosen) throws IOException, InterruptedException {
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory directory = TemporaryDirectory.create()) {
            ConfigReader reader =
                    settings.reader().set("aggregator.history", "0 s", "analyze, which serves no history");
            if (!classes.isEmpty()) {
                reader.set("camera-defaults.classes", classes, "--classes");
            }
            scene.addTo(reader);
            HawkeyeConfig config = VideoSettings.read(
                    VideoSettings.inBulk(reader),
                    model,
                    chosen.videos(),
                    sampling(),
                    jpegQuality,
                    start,
                    Analysis.AT_ONCE,
                    directory.path());
            try (Output output = output(chosen, config)) {
                Summary summary = run(chosen, config, output, shutdown);
                output.summary(summary);
                if (video) {
                    paint(summary, output, shutdown);
                }
                return summary;
            }
        }
    }

    private Output output(ChosenVideos chosen, HawkeyeConfig config) throws IOException {
        return out == null
                ? Output.NONE
                : OutputDirectory.open(
                        out, new OutputDirectory.Wanted(Set.copyOf(boxes), video), chosen.videos(), start, config);
    }

    private static Summary run(ChosenVideos chosen, HawkeyeConfig config, Output output, Shutdown shutdown)
            throws InterruptedException {
        try (OneProcess pipeline = new OneProcess(config, OneProcess.Options.ALONE);
                Progress progress = new Progress("analyze", "frames", chosen.pictures())) {
            Summary summary = new Analysis(config, pipeline, output, Analysis.AT_ONCE, chosen.refusals())
                    .run(frames -> {
                        shutdown.check();
                        progress.done(frames);
                    });
            progress.end(frames(summary));
            return summary;
        }
    }

    private static void paint(Summary summary, Output output, Shutdown shutdown) {
        try (Progress progress = new Progress("video", "pictures", frames(summary))) {
            output.clips(pictures -> {
                shutdown.check();
                progress.done(pictures);
            });
        }
    }

    private static long frames(Summary summary) {
        return summary.cameras().stream().mapToLong(Summary.Camera::frames).sum();
    }

    private void show(Summary summary) {
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(summary.json());
            stdout.flush();
        } else {
            SummaryTable.print(summary, stdout);
            if (out != null) {
                stdout.println("results are in " + out + ", beginning with " + out.resolve("report.html"));
                stdout.flush();
            }
        }
    }

    private void complain(String trouble) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("hawkeye: " + trouble);
        err.flush();
    }

    private void complainOf(List<String> refusals, boolean none) {
        if (none) {
            refusals.subList(0, refusals.size() - 1).forEach(this::complain);
            throw new UserException(refusals.get(refusals.size() - 1));
        }
        refusals.forEach(refusal -> complain(refusal + "; the other videos are analyzed"));
    }

    private VideoSettings.Sampling sampling() {
        return new VideoSettings.Sampling(sampling.every, sampling.fps);
    }
}
