package dev.hawkeye.analyze.video;

import dev.hawkeye.ingest.probe.VideoProbe;
import dev.hawkeye.settings.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The videos of an analysis, each probed before anything starts.
 *
 * @param videos readable videos, by camera id, in the given order
 * @param pictures estimated number of pictures to analyze
 * @param refusals reasons why the others cannot be read
 */
public record ChosenVideos(Map<String, Path> videos, long pictures, List<String> refusals) {

    public static ChosenVideos of(List<Path> files, VideoSettings.Sampling sampling) {
        Map<String, Path> videos = new LinkedHashMap<>();
        List<String> refusals = new ArrayList<>();
        long pictures = 0;
        for (Map.Entry<String, Path> entry : CameraNames.of(files).entrySet()) {
            try {
                pictures += expected(VideoSettings.probe(entry.getValue()), sampling);
                videos.put(entry.getKey(), entry.getValue());
            } catch (UserException e) {
                refusals.add(e.getMessage());
            }
        }
        return new ChosenVideos(videos, pictures, refusals);
    }

    private static long expected(VideoProbe probe, VideoSettings.Sampling sampling) {
        if (sampling.every() > 0) {
            return (probe.pictures() + sampling.every() - 1) / sampling.every();
        }
        return sampling.fps() > 0 && probe.fps() > sampling.fps()
                ? Math.round(probe.pictures() * sampling.fps() / probe.fps())
                : probe.pictures();
    }
}
