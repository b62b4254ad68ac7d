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
 * A video that is read several times in a row, each time as a separate camera. Repetition makes the frames read ahead
 * before a measurement, and the first seconds of JIT compilation, a small part of the whole.
 *
 * @param times repetitions, at least 1
 * @param partitions number of partitions of each topic
 */
record VideoSeries(Path video, int times, int partitions) {
    private static final int CAMERA_JPEG_QUALITY = 90;
    private static final int ONE_AT_A_TIME = 1;

    /**
     * The settings of a run, including those from the environment.
     *
     * @param reader the reader with other settings
     * @param directory the directory for temporary data
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
