package dev.hawkeye.ingest.mp4;

import dev.hawkeye.ingest.ring.Packet;
import dev.hawkeye.ingest.ring.VideoFormat;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One clip that is being written. Packets of H.264, H.265, VP9 and AV1 are written as they are; JPEGs are encoded in H.264. Not
 * thread-safe; owns the file until closed.
 */
public interface ClipFile extends AutoCloseable {

    /** @param format of all packets that will come */
    static ClipFile create(Path file, VideoFormat format) throws IOException {
        return format.isPictures() ? new EncodedPictures(file) : new CopiedPackets(file, format);
    }

    /**
     * Adds a packet; the first one must be a key frame.
     *
     * @return when its picture is shown, ms from the begin of the file
     */
    long add(Packet packet) throws IOException;

    /** Completes the file: it is whole then. @return how long it plays, ms */
    long finish() throws IOException;

    /** FFmpeg's name of how it is compressed. */
    String codec();

    @Override
    void close();
}
