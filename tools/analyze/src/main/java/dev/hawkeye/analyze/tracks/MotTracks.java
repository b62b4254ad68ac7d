package dev.hawkeye.analyze.tracks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hawkeye.tracking.Box;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The tracks of one video in the format of MOT Challenge's results: frame, id, left, top, width, height, confidence,
 * -1, -1, -1; frames and pixels count from 1. Complete when closed. Not thread-safe.
 */
final class MotTracks implements VideoTracks.Sink, Closeable {
    private final Writer out;

    MotTracks(Path file) throws IOException {
        out = Files.newBufferedWriter(file, US_ASCII);
    }

    @Override
    public void take(TrackedPicture picture) throws IOException {
        for (TrackedPicture.TrackedBox tracked : picture.boxes()) {
            Box box = tracked.box();
            out.write(String.format(
                    Locale.ROOT,
                    "%d,%d,%.2f,%.2f,%.2f,%.2f,%.5f,-1,-1,-1\n",
                    picture.picture() + 1,
                    tracked.number(),
                    box.left() * picture.width() + 1,
                    box.top() * picture.height() + 1,
                    box.width() * picture.width(),
                    box.height() * picture.height(),
                    tracked.score()));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
