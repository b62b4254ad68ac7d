package dev.hawkeye.ingest.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The pictures of one opening of one camera, in order of presentation. Used by one thread; raising the {@link
 * StopSignal} that it was created with, from any thread, ends a call that waits. {@link #close()} frees all native
 * memory, at any time.
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
     * Has every packet of the video go to a tap from now on, before it is decoded; to be called once it is open.
     *
     * @return the stream of the packets; empty when the source has no packets of a video
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
     * The current picture as seen, upright and with square pixels: BGR, no wider than {@code maxWidth} pixels (0: no
     * limit).
     *
     * @return valid until the next call on this source; not to be closed; null when the picture turns out to be
     *     undecodable, which only an endless source that decodes here finds so late
     */
    Mat picture(int maxWidth) throws CameraException;

    /**
     * The brightness of the current picture, upright and with square pixels: 8 bits, no wider than {@code maxWidth} pixels. Much cheaper
     * than {@link #picture}.
     *
     * @return valid until the next call on this source; not to be closed; null as for {@link #picture}
     */
    Mat luma(int maxWidth) throws CameraException;

    /** Width of the current picture as seen, upright and with square pixels. */
    int width();

    /** Height of the current picture as seen, upright and with square pixels. */
    int height();

    /** Name of the file that is the current picture; null unless the source is a folder of pictures. */
    default String pictureFile() {
        return null;
    }

    /** Compressed bytes of video read since the opening. */
    long bytesRead();

    /**
     * The current picture was encoded as a JPEG. A source without compressed video of its own counts that as its
     * bytes, as if it were a camera that sends JPEGs.
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

    /** FFmpeg's name for how the video is compressed, such as h264; empty when the source is no video. */
    default String codec() {
        return "";
    }

    /**
     * How much of its time the source may deliver at once; almost nothing for a camera that sends picture by picture.
     */
    Duration clump();

    /** Longest plausible time from one picture to the next; beyond it is a join or a mistake. */
    default Duration longestGap() {
        return Duration.ofHours(30); // FFmpeg's own limit
    }

    /** Whether the source has an end, as a file has. */
    boolean hasEnd();

    /** At the end, what is missing or could not be read, in one sentence. */
    Optional<String> shortfall();

    @Override
    void close();
}
