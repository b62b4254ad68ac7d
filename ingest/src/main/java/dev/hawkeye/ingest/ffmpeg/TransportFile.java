package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import dev.hawkeye.ingest.source.Deadline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Reads an MPEG transport stream file for FFmpeg. A transport stream may send a packet twice in a row, in case a
 * receiver missed the first. FFmpeg would append the duplicate to the picture and corrupt it, so FFmpeg gets a null
 * packet instead, and every other byte keeps its position. Packets are 188 bytes apart, or more where a recorder adds a
 * time (M2TS of camcorders, 192) or check bytes (204), and a recording may begin mid-packet. As in {@link Deadline},
 * one callback serves all files and identifies its file by the address of a token. Not thread-safe.
 */
final class TransportFile implements AutoCloseable {
    private static final Map<Long, TransportFile> BY_TOKEN = new ConcurrentHashMap<>();
    private static final Reading READING = new Reading();
    private static final Seeking SEEKING = new Seeking();
    private static final int PACKET = 188;
    private static final int[] DISTANCES = {PACKET, 192, 204};
    private static final int MIN_PACKETS = 5;
    private static final byte SYNC = 0x47;
    private static final int NULL_PACKET = 0x1FFF;
    private static final int BUFFER = 340 * PACKET;
    private static final int FAILED = -5; // AVERROR(EIO)
    private static final int PCR = 6; // the clock, the only part in which the duplicate may differ
    private static final int PCR_END = 12;

    private final BytePointer token = new BytePointer(1);
    private final FileChannel file;
    private final AVIOContext context;
    private final int first; // position of the first packet
    private final int distance; // from one packet to the next
    private final Map<Integer, byte[]> newest = new HashMap<>();
    private long position;

    private TransportFile(FileChannel file, int first, int distance) {
        this.file = file;
        this.first = first;
        this.distance = distance;
        BY_TOKEN.put(token.address(), this);
        BytePointer buffer = new BytePointer(av_malloc(BUFFER)).capacity(BUFFER);
        this.context = avio_alloc_context(buffer, BUFFER, 0, token, READING, null, SEEKING);
    }

    /** @return empty when the file is not a transport stream */
    static Optional<TransportFile> open(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        FileChannel file = FileChannel.open(path);
        ByteBuffer head = ByteBuffer.allocate((MIN_PACKETS + 1) * DISTANCES[DISTANCES.length - 1]);
        file.read(head, 0);
        for (int distance : DISTANCES) {
            for (int first = 0; first < distance; first++) {
                if (isSynchronous(head.array(), head.position(), first, distance)) {
                    return Optional.of(new TransportFile(file, first, distance));
                }
            }
        }
        file.close();
        return Optional.empty();
    }

    private static boolean isSynchronous(byte[] head, int length, int first, int distance) {
        for (int i = 0; i < MIN_PACKETS; i++) {
            int at = first + i * distance;
            if (at >= length || head[at] != SYNC) {
                return false;
            }
        }
        return true;
    }

    /** For {@code AVFormatContext.pb}; valid until closed; close it after the format. */
    AVIOContext context() {
        return context;
    }

    private int read(BytePointer target, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        int count = file.read(bytes, position);
        if (count <= 0) {
            return AVERROR_EOF;
        }
        int partial = Math.floorMod(position + count - first, distance);
        if (partial < count && position + count < file.size()) {
            count -= partial; // so that the next read starts at a packet
        }
        for (int at = Math.floorMod(first - position, distance); at + PACKET <= count; at += distance) {
            dropRepeated(bytes.array(), at);
        }
        position += count;
        target.position(0).put(bytes.array(), 0, count);
        return count;
    }

    private void dropRepeated(byte[] bytes, int at) {
        boolean hasPayload = (bytes[at + 3] & 0x10) != 0;
        if (bytes[at] != SYNC || !hasPayload) {
            return;
        }
        byte[] packet = Arrays.copyOfRange(bytes, at, at + PACKET);
        boolean hasClock = (packet[3] & 0x20) != 0 && packet[4] != 0 && (packet[5] & 0x10) != 0;
        if (hasClock) {
            Arrays.fill(packet, PCR, PCR_END, (byte) 0);
        }
        int stream = ((packet[1] & 0x1F) << 8) | (packet[2] & 0xFF);
        if (Arrays.equals(packet, newest.put(stream, packet))) {
            bytes[at + 1] = NULL_PACKET >> 8;
            bytes[at + 2] = (byte) NULL_PACKET;
            newest.remove(stream); // a third copy would be a new packet
        }
    }

    private long seek(long offset, int whence) throws IOException {
        if ((whence & AVSEEK_SIZE) != 0) {
            return file.size();
        }
        if (whence != 0) { // FFmpeg converts the other two to this one
            return FAILED;
        }
        position = offset;
        newest.clear();
        return position;
    }

    @Override
    public void close() {
        BY_TOKEN.remove(token.address());
        av_free(context.buffer());
        avio_context_free(context);
        token.close();
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reading extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer token, BytePointer target, int size) {
            try {
                TransportFile file = BY_TOKEN.get(token.address());
                return file == null ? FAILED : file.read(target, size);
            } catch (Throwable e) { // would end the process if it reached FFmpeg
                return FAILED;
            }
        }
    }

    private static final class Seeking extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer token, long offset, int whence) {
            try {
                TransportFile file = BY_TOKEN.get(token.address());
                return file == null ? FAILED : file.seek(offset, whence);
            } catch (Throwable e) { // would end the process if it reached FFmpeg
                return FAILED;
            }
        }
    }
}
