package dev.hawkeye.bench.tracks;

import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.street.drawing.Weather;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye bench tracks}. */
@Command(
        name = "tracks",
        description = {
            "Draws streets, tracks what is in them, and compares tracks, crossings of lines and visits of zones with the truth:"
                    + " from boxes of the truth, boxes with noise, and boxes of the packaged model.",
            "With --cost, measures the time for a frame and the size of the state instead."
        })
public final class TracksCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final int CAMERAS = 1_000;
    private static final int TRACKS_PER_CAMERA = 10;
    private static final double MEGABYTE = 1e6;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            defaultValue = "401,402,403,404,405,406,407,408,409,410,411,412",
            description = "Streets to draw. Default: ${DEFAULT-VALUE}.")
    private List<Long> seeds;

    @Option(
            names = "--weathers",
            paramLabel = "W",
            split = ",",
            defaultValue = "day,dusk,rain",
            description = "Weathers of the streets, in turn. Default: ${DEFAULT-VALUE}.")
    private List<String> weathers;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "Duration of each street in seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "10",
            description = "Pictures per second of each street, 1 to 30. Default: ${DEFAULT-VALUE}.")
    private int fps;

    @Option(
            names = "--every",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2,5",
            description = "Analyze every Nth picture, for each N. Default: ${DEFAULT-VALUE}.")
    private List<Integer> every;

    @Option(names = "--no-model", description = "Leave out the packaged model, which takes most of the time.")
    private boolean noModel;

    @Option(names = "--cost", description = "Measure time and state instead, of 20 and of 200 objects.")
    private boolean cost;

    /** Created by the command line. */
    public TracksCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        PrintWriter out = spec.commandLine().getOut();
        if (cost) {
            printCost(out);
            return 0;
        }
        check();
        TracksReport report = new TracksReport(fps, every);
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TemporaryDirectory directory = TemporaryDirectory.create();
                FilmMaker maker = noModel
                        ? FilmMaker.withoutModel(shutdown::check)
                        : FilmMaker.withModel(directory.path(), shutdown::check)) {
            for (int i = 0; i < seeds.size(); i++) {
                StreetSettings settings = settings(i);
                System.err.println("street " + settings.seed() + ", " + weathers.get(i % weathers.size()));
                report.add(maker.draw(settings));
            }
        }
        report.print(out);
        return 0;
    }

    private void check() {
        if (seconds < 1) {
            throw new UserException("--seconds must be at least 1, got: " + seconds);
        }
        for (int one : every) {
            if (one < 1) {
                throw new UserException("--every must be at least 1, got: " + one);
            }
        }
        for (int i = 0; i < Math.max(seeds.size(), weathers.size()); i++) {
            settings(i);
        }
    }

    private StreetSettings settings(int i) {
        try {
            return new StreetSettings(
                    seeds.get(i % seeds.size()), Weather.of(weathers.get(i % weathers.size())), fps, seconds);
        } catch (IllegalArgumentException e) {
            throw new UserException("a street's " + e.getMessage(), e);
        }
    }

    private static void printCost(PrintWriter out) throws IOException {
        Table table = Table.of("objects", ">ms per frame", ">with its state read and written");
        for (int objects : List.of(20, 200)) {
            table.row(objects, millis(objects, false), millis(objects, true));
        }
        table.print(out);
        out.println();
        out.printf(
                Locale.ROOT,
                "state of %d live tracks of %d cameras: %.1f MB%n",
                CAMERAS * TRACKS_PER_CAMERA,
                CAMERAS,
                CAMERAS * StateSize.bytes(TRACKS_PER_CAMERA) / MEGABYTE);
        out.flush();
    }

    private static String millis(int objects, boolean restored) {
        return String.format(Locale.ROOT, "%.3f", TrackCost.millis(objects, restored));
    }
}
