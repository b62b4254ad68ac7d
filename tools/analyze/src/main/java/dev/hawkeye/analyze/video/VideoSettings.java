package dev.hawkeye.analyze.video;

import dev.hawkeye.ingest.probe.VideoProbe;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.check.ModelFile;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configures videos as lossless cameras: probes the files before the start, and creates the settings. */
public final class VideoSettings {
    /**
     * Every partition costs files, and time at the start and at the end. More than one per concurrently read video
     * gains nothing, because a video is always in one partition; neither does more than this, because all partitions
     * are in one process.
     */
    private static final int MOST_PARTITIONS = 8;

    private static final int COMMIT_MILLIS = 1000;

    /** Enough frames for a commit on a fast machine, plus headroom: results free room only when they are committed. */
    private static final int BACKLOG = 256;

    private static final String IN_BULK = "a run without viewers";

    private VideoSettings() {}

    /**
     * Which pictures are analyzed.
     *
     * @param every pictures 0, {@code every}, 2 {@code every} …; 0 to use {@code fps}
     * @param fps pictures per second of video; 0 for all
     */
    public record Sampling(int every, double fps) {
        /** Every picture. */
        public static final Sampling ALL = new Sampling(0, 0);
    }

    /**
     * Probes a video.
     *
     * @throws UserException when it cannot be read as a video or folder of pictures
     */
    public static VideoProbe probe(Path video) {
        try {
            return VideoProbe.check(video);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    /**
     * Commits less often, for a run in which nobody waits for individual results: a commit costs as much for one frame
     * as for a second's worth of frames. The end of a video is committed at once.
     */
    public static ConfigReader inBulk(ConfigReader reader) {
        return reader.setDefault("detector.kafka.commit.interval.ms", COMMIT_MILLIS, IN_BULK)
                .setDefault("aggregator.kafka.commit.interval.ms", COMMIT_MILLIS, IN_BULK)
                .setDefault("ingest.lossless-backlog", BACKLOG, IN_BULK);
    }

    /**
     * @param reader the reader with the user's other settings
     * @param cameras videos by camera id
     * @param jpegQuality quality of the frame records, 1 to 100
     * @param start capture time of each video's first picture
     * @param atOnce number of videos to read at the same time, at least 1
     * @param directory the directory for temporary data
     * @throws dev.hawkeye.site.yaml.ConfigException when a setting of the user is invalid
     */
    public static HawkeyeConfig read(
            ConfigReader reader,
            Path model,
            Map<String, Path> cameras,
            Sampling sampling,
            int jpegQuality,
            Instant start,
            int atOnce,
            Path directory) {
        List<Map<String, Object>> entries = new ArrayList<>();
        cameras.forEach((id, video) -> {
            Map<String, Object> camera = new HashMap<>();
            camera.put("id", id);
            camera.put("url", video.toAbsolutePath().toString());
            camera.put("mode", "lossless");
            camera.put("gate", "off"); // the user of a file wants every picture
            camera.put("every", sampling.every());
            camera.put("fps", sampling.fps());
            camera.put("jpeg-quality", jpegQuality);
            camera.put("start", start.toString());
            entries.add(camera);
        });
        return reader.set("detector.model", model.toString(), "--model")
                .set("data-directory", directory.toString(), "the temporary directory")
                .set("cameras", entries, "the videos")
                .setDefault(
                        "topics.partitions",
                        Math.min(Math.min(cameras.size(), atOnce), MOST_PARTITIONS),
                        "the number of videos")
                .checking(ModelFile::checkConfigured)
                .read();
    }
}
