package dev.hawkeye.analyze.clip;

import dev.hawkeye.analyze.files.WrittenFiles;
import dev.hawkeye.analyze.result.ObjectList;
import dev.hawkeye.analyze.tracks.TrackFiles;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** The clips of all videos, {@code NAME.mp4}, made one after the other once all results are known. Not thread-safe. */
public final class Clips {
    private final HawkeyeConfig config;
    private final Path folder;
    private final WrittenFiles written;
    private final Path spools;
    private long painted;

    /**
     * @param folder the folder for all clips
     * @param written records each file
     * @param spools folder with the spool of each video
     */
    public Clips(HawkeyeConfig config, Path folder, WrittenFiles written, Path spools) {
        this.config = config;
        this.folder = folder;
        this.written = written;
        this.spools = spools;
    }

    /** The clip of a video. */
    public Path file(String camera) {
        return folder.resolve(camera + ".mp4");
    }

    /**
     * Makes the clips. A video of which none can be made does not stop the others.
     *
     * @param progress receives the number of pictures so far; an exception from it ends the work
     * @throws UserException when a clip could not be made of a video
     * @throws IOException when a clip cannot be written
     */
    public void write(ObjectList objects, LongConsumer progress) throws IOException {
        Files.createDirectories(folder);
        List<String> refusals = new ArrayList<>();
        for (CameraConfig camera : config.cameras()) {
            String id = camera.id();
            Path spool = TrackFiles.spool(spools, id);
            if (!Files.exists(spool)) {
                continue; // nothing of it could be read, which has been reported
            }
            Overlay overlay = new Overlay(config.aggregator().scenes().of(id), objects.of(id));
            Clip clip = new Clip(camera, config.ingest().stallTimeout(), overlay, spool);
            try {
                clip.write(written.add(file(id)), () -> progress.accept(++painted));
            } catch (CameraException | ClipException e) {
                refusals.add("no clip of " + id + ": " + e.getMessage());
                Files.deleteIfExists(file(id)); // a player could not open what was written of it
            }
            Files.delete(spool);
        }
        if (!refusals.isEmpty()) {
            throw new UserException("--video: " + String.join("; ", refusals));
        }
    }
}
