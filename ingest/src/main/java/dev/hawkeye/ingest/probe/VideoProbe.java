package dev.hawkeye.ingest.probe;

import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.ffmpeg.FFmpegSource;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import dev.hawkeye.ingest.input.FolderSource;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The metadata of a video file.
 *
 * @param pictures number of pictures, exact or estimated from duration and rate; 0 when unknown
 * @param width of the first picture, pixels
 * @param height of the first picture, pixels
 * @param fps pictures per second; 0 when unknown; 1 for a folder
 */
public record VideoProbe(long pictures, int width, int height, double fps) {
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(10);

    /**
     * Reads a video file, or a folder of pictures, up to its first picture.
     *
     * @throws IllegalArgumentException with a one-sentence message, when the file does not exist, is empty, is not a
     *     video or has no video stream, or when the folder has no picture
     */
    public static VideoProbe check(Path path) {
        StopSignal never = new StopSignal();
        try (FrameSource source = Files.isDirectory(path)
                ? new FolderSource(path, 0, STALL_TIMEOUT, never)
                : new FFmpegSource(new SourceAddress(path.toString(), SourceKind.FILE, STALL_TIMEOUT), 1, never)) {
            source.open();
            source.next();
            return new VideoProbe(source.expectedPictures(), source.width(), source.height(), source.fps());
        } catch (CameraException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
