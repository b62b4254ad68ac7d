package dev.hawkeye.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pictures of one opening of one camera, in order of presentation. Used by one thread, except that whoever raises
 * the {@link StopSignal} it was made with ends a call that waits. {@link #close()} frees all native memory, at any
 * time.
 */
public interface FrameSource extends AutoCloseable {

    /**
     * Connects.
     *
     * @throws CameraException when that fails, or takes longer than the stall timeout
     */
    void open() throws CameraException;

    /**
     * Goes on to the next picture. It is neither converted nor scaled, and need not be decoded yet.
     *
     * @return false when the source is at its end
     * @throws CameraException when the source is lost, or gives no picture within the stall timeout
     */
    boolean next() throws CameraException;

    /** Presentation time of the current picture, µs since the first one. */
    long micros();

    /** When the source gave what completed the current picture. */
    Instant arrived();

    /**
     * The current picture as it is seen, upright and with square pixels: BGR, no wider than {@code maxWidth} pixels (0: no limit).
     *
     * @return valid until the next call on this source; not to be closed; null when the picture turns out to be one of those
     *     that cannot be decoded, which only an endless source that decodes here finds so late
     */
    Mat picture(int maxWidth) throws CameraException;

    /** Width of the current picture as it is seen, upright and with square pixels. */
    int width();

    /** Height of the current picture as it is seen, upright and with square pixels. */
    int height();

    /** Name of the file that is the current picture; null where the source is no folder of pictures. */
    default String pictureFile() {
        return null;
    }

    /** Compressed bytes of video read since the opening. */
    long bytesRead();

    /**
     * The current picture has become a JPEG. A source that has no compressed video of its own counts that as its
     * bytes, as a camera would deliver them that sends picture by picture.
     */
    default void encoded(long jpegBytes) {}

    /** Nanoseconds spent on decoding since the opening. */
    long decodeNanos();

    /** Pictures since the opening that could not be decoded. */
    long torn();

    /** Pictures in the whole source, exact or estimated; 0 when unknown or endless. */
    long expectedPictures();

    /** Pictures per second by the source's own account; 0 when unknown. */
    double fps();

    /** How much of its time the source may deliver at once: a camera that sends picture by picture, next to nothing. */
    Duration clump();

    /** Longest time from one picture to the next that the source can mean; what goes beyond is a join or a mistake. */
    default Duration longestGap() {
        return Duration.ofHours(30); // FFmpeg's own bound
    }

    /** Whether the source has an end, as a file has. */
    boolean hasEnd();

    /** At the end: what is missing or could not be read, in one sentence. */
    Optional<String> shortfall();

    @Override
    void close();
}
