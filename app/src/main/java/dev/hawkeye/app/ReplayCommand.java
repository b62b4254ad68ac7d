package dev.hawkeye.app;

import dev.hawkeye.app.options.DurationArgument;
import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Progress;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.replay.Bounds;
import dev.hawkeye.replay.Period;
import dev.hawkeye.replay.Replay;
import dev.hawkeye.replay.ReplayFiles;
import dev.hawkeye.replay.ReplayReport;
import dev.hawkeye.replay.ReplayTable;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.KafkaTrouble;
import dev.hawkeye.site.registry.LocalRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye replay}: compares what another model or other settings would have found. */
@Command(
        name = "replay",
        description = {
            "Runs frames that are still on the topic through another model or other settings, and compares the results with"
                    + " what the site found at the time.",
            "Reads from the site and writes nothing there: detector and aggregator run in this process, with their own Kafka in a"
                    + " temporary directory. Exits with 1 if the results differ by more than the bounds."
        },
        exitCodeList = {
            "0:The results are within the bounds.",
            "1:They are not, or nothing could be compared, or a failure at run time.",
            "2:Invalid input: command line, configuration or file.",
            "130:Interrupted with Ctrl-C."
        },
        footer = {"", "By default reads from a `hawkeye run` on this machine."})
public final class ReplayCommand implements Callable<Integer> {
    private static final int BEYOND = 1;
    private static final Duration CLOSING = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "TIME",
            description = "Compare from this capture time on, such as 2026-05-01T08:00:00Z.")
    private Instant from;

    @Option(names = "--to", required = true, paramLabel = "TIME", description = "Compare up to this capture time.")
    private Instant to;

    @Option(
            names = "--cameras",
            paramLabel = "ID",
            split = ",",
            description = "Replay only these cameras. Default: all.")
    private Set<String> cameras = Set.of();

    @Option(
            names = "--model",
            paramLabel = "MODEL.onnx",
            description = "The model to try. Default: detector.model of the settings.")
    private Path model;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description =
                    "Settings to try: a file like hawkeye.yaml, applied over that of --config. Its lists, such as cameras, replace"
                            + " those of --config; its addresses are not used.")
    private Path settings;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for replay.html and replay.json.")
    private Path out;

    @Option(names = "--json", description = "Print the report as JSON instead of a table.")
    private boolean json;

    @Option(
            names = "--lanes",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Inferences in parallel, each on one core; 0 for one per core. Default: ${DEFAULT-VALUE}, to leave the other"
                            + " cores to live work.")
    private int lanes;

    @Option(
            names = "--run-up",
            paramLabel = "DURATION",
            defaultValue = "5m",
            converter = DurationArgument.class,
            description =
                    "Start this much earlier, so that objects in view at --from are known; results from then are not compared."
                            + " Default: ${DEFAULT-VALUE}.")
    private Duration runUp;

    @Option(
            names = "--sent-within",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationArgument.class,
            description =
                    "Keep reading for this long after --to: recordings may be sent long after their capture times. Default: ${DEFAULT-VALUE}.")
    private Duration sentWithin;

    @ArgGroup(exclusive = false, heading = "Bounds, from 0 (the same) to 1 (nothing in common):%n")
    private BoundOptions bounds = new BoundOptions();

    @Mixin
    private SiteOptions site;

    /** How much the results may differ. */
    private static final class BoundOptions {
        @Option(names = "--max-counts", paramLabel = "SHARE", description = "Boxes in windows. Default: 0.1.")
        private double counts = 0.1;

        @Option(names = "--max-objects", paramLabel = "SHARE", description = "Different objects. Default: 0.1.")
        private double objects = 0.1;

        @Option(names = "--max-crossings", paramLabel = "SHARE", description = "Crossings of lines. Default: 0.1.")
        private double crossings = 0.1;

        @Option(names = "--max-events", paramLabel = "SHARE", description = "Events. Default: 0.1.")
        private double events = 0.1;

        @Option(names = "--exact", description = "Also require that each final window is the same, record for record.")
        private boolean exact;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        Period period = new Period(from, to, cameras, runUp, sentWithin);
        Bounds allowed = new Bounds(bounds.counts, bounds.objects, bounds.crossings, bounds.events, bounds.exact);
        if (out != null) {
            ReplayFiles.prepare(out);
        }
        HawkeyeConfig live = site.config();
        ReplayReport report = replay(live, tried(), period, allowed);
        PrintWriter stdout = spec.commandLine().getOut();
        if (json) {
            stdout.println(report.json());
        } else {
            ReplayTable.print(report, stdout);
        }
        stdout.flush();
        if (out != null) {
            ReplayFiles.write(report, out);
            if (!json) {
                stdout.println("the report is " + out.resolve("replay.html"));
                stdout.flush();
            }
        }
        return report.isWithinBounds() ? 0 : BEYOND;
    }

    private HawkeyeConfig tried() {
        ConfigReader reader = site.reader();
        if (settings != null) {
            reader.file(settings);
        }
        if (model != null) {
            reader.set("detector.model", model.toString(), "--model");
        }
        return reader.set("detector.lanes", lanes, "--lanes")
                .checking(ModelFile::checkConfigured)
                .read();
    }

    private static ReplayReport replay(HawkeyeConfig live, HawkeyeConfig tried, Period period, Bounds bounds)
            throws IOException, InterruptedException {
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory directory = TemporaryDirectory.create();
                SchemaRegistry registry = SchemaRegistry.connect(LocalRegistry.seenFromOutside(live));
                Progress progress = new Progress("replay", "frames", 0)) {
            Replay replay = new Replay(live, tried, registry, period, bounds, directory.path());
            ReplayReport report = replay.run(progress::expect, frames -> {
                shutdown.check();
                progress.done(frames);
            });
            progress.end(report.cameras().stream()
                    .mapToLong(ReplayReport.Camera::frames)
                    .sum());
            return report;
        } catch (RegistryException e) {
            throw SiteOptions.unreachable(e);
        } catch (KafkaException e) {
            throw KafkaTrouble.of(e, live.kafka())
                    .map(trouble -> (RuntimeException) new UserException(trouble.line(), e))
                    .orElse(e);
        }
    }
}
