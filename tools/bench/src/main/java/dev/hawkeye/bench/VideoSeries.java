package dev.hawkeye.bench;

import dev.hawkeye.analyze.video.VideoSettings;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A video that is read several times, one after the other, each time as a camera of its own. With more than one, what is read ahead
 * before a measurement begins, and the first seconds, in which Java compiles, are little of the whole.
 *
 * @param times at least 1
 * @param partitions of each topic
 */
record VideoSeries(Path video, int times, int partitions) {
    private static final int CAMERA_JPEG_QUALITY = 90;
    private static final int ONE_AT_A_TIME = 1;

    /**
     * Settings for a run, with those of the environment.
     *
     * @param reader with other settings
     * @param directory for temporary data
     */
    HawkeyeConfig config(ConfigReader reader, Path model, Path directory) {
        Map<String, Path> cameras = IntStream.rangeClosed(1, times)
                .boxed()
                .collect(Collectors.toMap(time -> "bench-" + time, time -> video));
        return VideoSettings.read(
                reader.environment(System.getenv()).set("topics.partitions", partitions, "the benchmark"),
                model,
                cameras,
                VideoSettings.Sampling.ALL,
                CAMERA_JPEG_QUALITY,
                Instant.now(),
                ONE_AT_A_TIME,
                directory);
    }
}
