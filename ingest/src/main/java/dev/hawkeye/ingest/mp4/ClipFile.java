package dev.hawkeye.ingest.mp4;

import dev.hawkeye.ingest.ring.Packet;
import dev.hawkeye.ingest.ring.VideoFormat;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A clip being written. Packets of H.264, H.265, VP9 and AV1 are copied as they are; JPEGs are encoded as H.264. Not
 * thread-safe; owns the file until closed.
 */
public interface ClipFile extends AutoCloseable {

    /** @param format of all packets */
    static ClipFile create(Path file, VideoFormat format) throws IOException {
        return format.isPictures() ? new EncodedPictures(file) : new CopiedPackets(file, format);
    }

    /**
     * Adds a packet; the first one must be a keyframe.
     *
     * @return presentation time of its picture, ms from the start of the file
     */
    long add(Packet packet) throws IOException;

    /** Completes the file. @return its duration, ms */
    long finish() throws IOException;

    /** FFmpeg's name for the codec. */
    String codec();

    @Override
    void close();
}
