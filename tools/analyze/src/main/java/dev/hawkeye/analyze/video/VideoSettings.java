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

/** Configures videos as lossless cameras: probes a file before the start, and makes the settings. */
public final class VideoSettings {
    /**
     * Every partition costs files, and time at the start and at the end. More than one for a video that is read, which is always
     * in one, bring nothing; more than this neither, since all of them are in one process.
     */
    private static final int MOST_PARTITIONS = 8;

    private static final int COMMIT_MILLIS = 1000;

    /** Enough frames for a commit of a fast machine, and some more: results free room only when they are committed. */
    private static final int BACKLOG = 256;

    private static final String IN_BULK = "a run without viewers";

    private VideoSettings() {}

    /**
     * Which pictures are analyzed.
     *
     * @param every pictures 0, {@code every}, 2 {@code every} …; 0 to go by {@code fps}
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
     * Commits less often, for a run in which nobody waits for a single result: a commit costs as much for one frame as for
     * a second's worth of them. The end of a video is committed at once.
     */
    public static ConfigReader inBulk(ConfigReader reader) {
        return reader.setDefault("detector.kafka.commit.interval.ms", COMMIT_MILLIS, IN_BULK)
                .setDefault("aggregator.kafka.commit.interval.ms", COMMIT_MILLIS, IN_BULK)
                .setDefault("ingest.lossless-backlog", BACKLOG, IN_BULK);
    }

    /**
     * @param reader with the user's other settings
     * @param cameras video by camera id
     * @param jpegQuality of the frame records, 1 to 100
     * @param start capture time of each video's first picture
     * @param atOnce how many videos are read at the same time, at least 1
     * @param directory for temporary data
     * @throws dev.hawkeye.site.yaml.ConfigException when the user set something wrong
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
            camera.put("gate", "off"); // who analyzes a file wants every picture of it
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
