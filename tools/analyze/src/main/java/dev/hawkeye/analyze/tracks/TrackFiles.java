package dev.hawkeye.analyze.tracks;

import dev.hawkeye.aggregator.input.CountedObjects;
import dev.hawkeye.analyze.files.WrittenFiles;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.tracking.scene.Scene;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The tracks of all videos, in separate files: {@code NAME.csv}, and, if clips are wanted, a {@link Spool}. The files
 * of a video are open from its first picture to its last. Complete when closed. Not thread-safe.
 */
public final class TrackFiles implements Closeable {
    private final Path folder;
    private final WrittenFiles written;
    private final Path spools;
    private final CountedObjects counted;
    private final Map<String, Video> open = new HashMap<>();

    /**
     * @param folder the folder for all files, created with the first
     * @param written records each file
     * @param spools folder for the spools, which exists; null for none
     * @param scenes the scenes whose masks and sizes exclude boxes
     */
    public TrackFiles(Path folder, WrittenFiles written, Path spools, ByCamera<Scene> scenes) {
        this.folder = folder;
        this.written = written;
        this.spools = spools;
        this.counted = new CountedObjects(scenes);
    }

    /** The files of one video. */
    private static final class Video implements Closeable {
        private final MotTracks file;
        private final Spool.Writer spool;
        private final VideoTracks tracks;

        Video(Path file, Path spool) throws IOException {
            this.file = new MotTracks(file);
            this.spool = spool == null ? null : new Spool.Writer(spool);
            this.tracks = new VideoTracks(this::take);
        }

        private void take(TrackedPicture picture) throws IOException {
            file.take(picture);
            if (spool != null) {
                spool.take(picture);
            }
        }

        @Override
        public void close() throws IOException {
            try (file;
                    spool) {
                tracks.end();
            }
        }
    }

    /** Takes the detections of one video in the order of its pictures. */
    public void write(Detection detection) throws IOException {
        String camera = detection.getCamera();
        Video video = open.get(camera);
        if (video == null) {
            Files.createDirectories(folder);
            video = new Video(
                    written.add(folder.resolve(camera + ".csv")), spools == null ? null : spool(spools, camera));
            open.put(camera, video);
        }
        video.tracks.add(counted.of(detection));
        if (detection.getLast()) {
            open.remove(camera);
            video.close();
        }
    }

    /** The file of a video's spool in the folder of all spools. */
    public static Path spool(Path spools, String camera) {
        return spools.resolve(camera);
    }

    @Override
    public void close() throws IOException {
        for (Video video : open.values()) {
            video.close();
        }
        open.clear();
    }
}
