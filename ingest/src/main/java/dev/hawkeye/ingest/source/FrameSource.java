package dev.hawkeye.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pictures of one opening of one camera, in presentation order. Not thread-safe, but raising the {@link StopSignal}
 * that it was created with, from any thread, ends a blocking call. {@link #close()} may be called in any state, and
 * frees all native memory.
 */
public interface FrameSource extends AutoCloseable {

    /**
     * Connects.
     *
     * @throws CameraException when that fails, or takes longer than the stall timeout
     */
    void open() throws CameraException;

    /**
     * Advances to the next picture. It is neither converted nor scaled, and need not be decoded yet.
     *
     * @return false at the end of the source
     * @throws CameraException when the source is lost, or returns no picture within the stall timeout
     */
    boolean next() throws CameraException;

    /** Presentation time of the current picture, µs since the first one. */
    long micros();

    /**
     * Passes every packet of the video to a tap from now on, before it is decoded. Call it after {@link #open()}.
     *
     * @return the stream of the packets; empty when the source has no video packets
     */
    default Optional<AVStream> tap(PacketTap tap) {
        return Optional.empty();
    }

    /** Presentation time of the current picture, in the unit of the packets of {@link #tap}. */
    default long stamp() {
        return 0;
    }

    /** When the last part of the current picture arrived. */
    Instant arrived();

    /**
     * The current picture as displayed, upright and with square pixels: BGR, no wider than {@code maxWidth} pixels (0:
     * no limit).
     *
     * @return valid until the next call on this source; not to be closed; null when the picture cannot be decoded,
     *     which is possible only for an endless source that decodes on demand
     */
    Mat picture(int maxWidth) throws CameraException;

    /**
     * The luma of the current picture, upright and with square pixels: 8 bits, no wider than {@code maxWidth} pixels.
     * Much cheaper than {@link #picture}.
     *
     * @return valid until the next call on this source; not to be closed; null as for {@link #picture}
     */
    Mat luma(int maxWidth) throws CameraException;

    /** Width of the current picture as displayed, upright and with square pixels. */
    int width();

    /** Height of the current picture as displayed, upright and with square pixels. */
    int height();

    /** Name of the current picture's file; null unless the source is a folder of pictures. */
    default String pictureFile() {
        return null;
    }

    /** Compressed bytes of video read since the opening. */
    long bytesRead();

    /**
     * Called when the current picture was encoded as a JPEG. A source without compressed video counts this as bytes
     * read, as if it were a camera that sends JPEGs.
     */
    default void encoded(long jpegBytes) {}

    /** Nanoseconds spent on decoding since the opening. */
    long decodeNanos();

    /** Pictures since the opening that could not be decoded. */
    long torn();

    /** Pictures in the whole source, exact or estimated; 0 when unknown or endless. */
    long expectedPictures();

    /** Pictures per second as the source states; 0 when unknown. */
    double fps();

    /** FFmpeg's codec name, such as h264; empty when the source is not a video. */
    default String codec() {
        return "";
    }

    /**
     * The longest time span that the source may deliver in one burst; almost zero for a camera that sends picture by
     * picture.
     */
    Duration clump();

    /** Longest plausible time from one picture to the next; a longer one is a splice or an error. */
    default Duration longestGap() {
        return Duration.ofHours(30); // FFmpeg's own limit
    }

    /** Whether the source has an end, like a file. */
    boolean hasEnd();

    /** At the end, a sentence about what is missing or could not be read. */
    Optional<String> shortfall();

    @Override
    void close();
}
