package dev.hawkeye.app.synthetic;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A sequence as MOTChallenge has it: {@code gt/gt.txt} with frame, track, left, top, width, height, 1, class and
 * visibility, and {@code seqinfo.ini}. Its pixels are counted from 1. Classes are COCO's categories, since MOTChallenge
 * knows no buses; person is 1 in both.
 */
final class MotTruth implements TruthFile {
    private final BufferedWriter lines;

    private MotTruth(BufferedWriter lines) {
        this.lines = lines;
    }

    static MotTruth open(Path directory, int fps, long pictures) throws IOException {
        Files.createDirectories(directory.resolve("gt"));
        Files.writeString(
                directory.resolve("seqinfo.ini"),
                String.format(
                        Locale.ROOT,
                        "[Sequence]%nname=street%nimDir=img1%nframeRate=%d%nseqLength=%d%nimWidth=%d%nimHeight=%d%nimExt=.jpg%n",
                        fps,
                        pictures,
                        Street.WIDTH,
                        Street.HEIGHT));
        return new MotTruth(Files.newBufferedWriter(directory.resolve("gt").resolve("gt.txt")));
    }

    @Override
    public void add(int number, String name, List<StreetObject> objects) throws IOException {
        for (StreetObject object : objects) {
            lines.write(String.format(
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
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
