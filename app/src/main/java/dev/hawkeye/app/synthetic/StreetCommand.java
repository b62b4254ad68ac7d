package dev.hawkeye.app.synthetic;

import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Progress;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.street.traffic.Density;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hawkeye synthetic street}: writes the pictures of the demo camera to files. */
@Command(
        name = "street",
        description =
                "Writes the pictures of the synthetic:street camera with their ground truth: boxes, classes and tracks."
                        + " The same options give the same files.")
final class StreetCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final int JPEG_QUALITY = 95;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "Random seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--weather", paramLabel = "W", description = "Weather: day, dusk or rain. Default: random.")
    private String weather;

    @Option(
            names = "--traffic",
            defaultValue = "normal",
            paramLabel = "T",
            description = "Traffic: normal or light. Default: ${DEFAULT-VALUE}.")
    private String traffic;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            paramLabel = "S",
            description = "Duration in seconds. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--fps",
            defaultValue = "10",
            paramLabel = "F",
            description = "Pictures per second, 1 to 30. Default: ${DEFAULT-VALUE}.")
    private int fps;

    @Option(
            names = "--format",
            defaultValue = "coco",
            paramLabel = "FORMAT",
            description =
                    "Format: coco (instances.json), mot (gt/gt.txt, and det/det.txt with noise) or yolo (labels/*.txt)."
                            + " Default: ${DEFAULT-VALUE}.")
    private Format format;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "New or empty folder for the output.")
    private Path out;

    @Override
    public Integer call() throws InterruptedException {
        Logs.warningsOnly();
        StreetSettings settings = settings();
        try {
            checkEmpty();
            write(settings);
            return 0;
        } catch (IOException e) {
            throw new UserException(
                    "--out " + out + " cannot be written (" + e.getMessage()
                            + "): free space there, or choose another folder",
                    e);
        }
    }

    private StreetSettings settings() {
        if (seconds < 1) {
            throw new UserException("--seconds must be at least 1, got: " + seconds);
        }
        try {
            Weather over = weather == null ? StreetSettings.usualWeather(seed) : Weather.of(weather);
            return new StreetSettings(seed, over, Density.of(traffic), fps, seconds);
        } catch (IllegalArgumentException e) {
            throw new UserException("--" + e.getMessage(), e);
        }
    }

    private void checkEmpty() throws IOException {
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UserException("--out must be a folder, got the file: " + out);
        }
        if (Files.isDirectory(out)) {
            try (Stream<Path> entries = Files.list(out)) {
                if (entries.findAny().isPresent()) {
                    throw new UserException("--out must be a new or empty folder, got one with files in it: " + out);
                }
            }
        }
    }

    private void write(StreetSettings settings) throws IOException, InterruptedException {
        Path pictures = Files.createDirectories(format.pictures(out));
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                TruthFile truth = format.open(out, settings);
                Street street = new Street(settings);
                Progress progress = new Progress("street", "pictures", settings.pictures())) {
            for (int number = 1; number <= settings.pictures(); number++) {
                shutdown.check();
                street.advance();
                String name = String.format(Locale.ROOT, "%06d.jpg", number);
                Files.write(pictures.resolve(name), street.jpeg(JPEG_QUALITY));
                truth.add(number, name, street.objects());
                progress.done(number);
            }
        }
    }
}
