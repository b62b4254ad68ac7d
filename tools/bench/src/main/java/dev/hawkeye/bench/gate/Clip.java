package dev.hawkeye.bench.gate;

import dev.hawkeye.analyze.video.VideoSettings;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.street.StreetSettings;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The content of a camera: a video file, or a drawn street of limited length.
 *
 * @param url URL for the camera's settings
 * @param street the drawn street; null for a file
 */
record Clip(String url, StreetSettings street) {
    /** @throws UserException when it is not a clip suitable for measuring a gate */
    static Clip of(String text) {
        if (StreetSettings.isAddress(text)) {
            return street(text);
        }
        Path file = Path.of(text);
        if (Files.isDirectory(file)) {
            throw new UserException("--video: folders are not measured here, give a video file, got: " + text);
        }
        VideoSettings.probe(file);
        return new Clip(file.toAbsolutePath().toString(), null);
    }

    private static Clip street(String text) {
        try {
            StreetSettings settings = StreetSettings.parse(text);
            if (settings.seconds() == 0) {
                throw new UserException("--video: the street must end, add seconds=60, got: " + text);
            }
            return new Clip(text, settings);
        } catch (IllegalArgumentException e) {
            throw new UserException("--video: " + e.getMessage(), e);
        }
    }

    /** The name of the file, or the full address of a street. */
    String name() {
        return street == null ? String.valueOf(Path.of(url).getFileName()) : url;
    }
}
