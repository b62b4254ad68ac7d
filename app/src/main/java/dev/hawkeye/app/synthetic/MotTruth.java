package dev.hawkeye.app.synthetic;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.StreetSettings;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A sequence in the format of MOTChallenge: {@code gt/gt.txt} with frame, track, left, top, width, height, 1, class and
 * visibility; {@code det/det.txt} with the detections of a {@link NoisyDetector}: frame, -1, left, top, width, height,
 * score and class; and {@code seqinfo.ini}. Pixels count from 1. Classes are COCO's categories, since MOTChallenge has
 * no buses; person is 1 in both.
 */
final class MotTruth implements TruthFile {
    private final NoisyDetector detector;
    private final BufferedWriter truth;
    private final BufferedWriter detections;

    private MotTruth(NoisyDetector detector, BufferedWriter truth, BufferedWriter detections) {
        this.detector = detector;
        this.truth = truth;
        this.detections = detections;
    }

    static MotTruth open(Path directory, StreetSettings settings) throws IOException {
        Path gt = Files.createDirectories(directory.resolve("gt"));
        Path det = Files.createDirectories(directory.resolve("det"));
        Files.writeString(
                directory.resolve("seqinfo.ini"),
                String.format(
                        Locale.ROOT,
                        "[Sequence]%nname=street%nimDir=img1%nframeRate=%d%nseqLength=%d%nimWidth=%d%nimHeight=%d%nimExt=.jpg%n",
                        settings.fps(),
                        settings.pictures(),
                        Street.WIDTH,
                        Street.HEIGHT));
        return new MotTruth(
                new NoisyDetector(settings),
                Files.newBufferedWriter(gt.resolve("gt.txt")),
                Files.newBufferedWriter(det.resolve("det.txt")));
    }

    @Override
    public void add(int number, String name, List<StreetObject> objects) throws IOException {
        for (StreetObject object : objects) {
            truth.write(String.format(
                    Locale.ROOT,
                    "%d,%d,%.2f,%.2f,%.2f,%.2f,1,%d,%.3f%n",
                    number,
                    object.track(),
                    object.x() + 1,
                    object.y() + 1,
                    object.width(),
                    object.height(),
                    object.kind().category(),
                    object.visible()));
        }
        for (NoisyDetector.Found found : detector.see(objects)) {
            detections.write(String.format(
                    Locale.ROOT,
                    "%d,-1,%.2f,%.2f,%.2f,%.2f,%.3f,%d%n",
                    number,
                    found.x() + 1,
                    found.y() + 1,
                    found.width(),
                    found.height(),
                    found.score(),
                    found.kind().category()));
        }
    }

    @Override
    public void close() throws IOException {
        try (truth;
                detections) {
            truth.flush();
        }
    }
}
