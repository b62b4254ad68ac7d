package dev.hawkeye.analyze.tracks;

import dev.hawkeye.analyze.tracks.TrackedPicture.TrackedBox;
import dev.hawkeye.tracking.Box;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of one video on disk, from the analysis until its clip is made: a long video has more than fits into
 * memory. Not thread-safe.
 */
public final class Spool {
    private Spool() {}

    /** Complete when closed. */
    static final class Writer implements VideoTracks.Sink, Closeable {
        private final DataOutputStream out;

        Writer(Path file) throws IOException {
            out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        }

        @Override
        public void take(TrackedPicture picture) throws IOException {
            out.writeLong(picture.picture());
            out.writeLong(picture.time());
            out.writeInt(picture.width());
            out.writeInt(picture.height());
            out.writeInt(picture.boxes().size());
            for (TrackedBox tracked : picture.boxes()) {
                out.writeLong(tracked.number());
                out.writeDouble(tracked.box().left());
                out.writeDouble(tracked.box().top());
                out.writeDouble(tracked.box().right());
                out.writeDouble(tracked.box().bottom());
                out.writeFloat(tracked.score());
            }
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** Reads the pictures in their order. */
    public static final class Reader implements Closeable {
        private final DataInputStream in;

        public Reader(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        }

        /** The next picture; empty after the last. */
        public Optional<TrackedPicture> next() throws IOException {
            long picture;
            try {
                picture = in.readLong();
            } catch (EOFException e) {
                return Optional.empty();
            }
            long time = in.readLong();
            int width = in.readInt();
            int height = in.readInt();
            int size = in.readInt();
            List<TrackedBox> boxes = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                long number = in.readLong();
                Box box = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
                boxes.add(new TrackedBox(number, box, in.readFloat()));
            }
            return Optional.of(new TrackedPicture(picture, time, width, height, boxes));
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
