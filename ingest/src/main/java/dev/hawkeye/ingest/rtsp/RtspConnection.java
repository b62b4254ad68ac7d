package dev.hawkeye.ingest.rtsp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One side of an RTSP connection, with interleaved messages and video packets. Read by one thread, written by several,
 * closed by any.
 */
final class RtspConnection implements AutoCloseable {
    private static final int PACKET = '$';
    private static final int MAX_HEADERS = 200;
    private static final int MAX_LINE = 1 << 14;
    private static final int MAX_BODY = 1 << 20;

    /** Either a message or a packet. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(RtspMessage message, byte[] packet) {}

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RtspConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
    }

    /** Sets the timeout of each read from now on, ms; 0 for none. */
    void setPatience(long millis) throws IOException {
        socket.setSoTimeout(Math.toIntExact(millis));
    }

    /** @return null at the end */
    Part read() throws IOException {
        int first = in.read();
        while (first == '\r' || first == '\n') {
            first = in.read();
        }
        if (first < 0) {
            return null;
        }
        return first == PACKET ? new Part(null, packet()) : new Part(message((char) first), null);
    }

    private byte[] packet() throws IOException {
        byte[] head = exactly(3);
        int length = (head[1] & 0xff) << 8 | (head[2] & 0xff);
        byte[] packet = new byte[4 + length];
        packet[0] = PACKET;
        System.arraycopy(head, 0, packet, 1, 3);
        System.arraycopy(exactly(length), 0, packet, 4, length);
        return packet;
    }

    private RtspMessage message(char begin) throws IOException {
        String first = begin + line();
        List<String> headers = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (headers.size() == MAX_HEADERS) {
                throw new IOException("its response is not RTSP");
            }
            headers.add(line);
        }
        RtspMessage message = new RtspMessage(first, headers, new byte[0]);
        List<String> length = message.values("Content-Length");
        if (length.isEmpty()) {
            return message;
        }
        if (!length.get(0).matches("\\d{1,7}") || Integer.parseInt(length.get(0)) > MAX_BODY) {
            throw new IOException("its response is not RTSP");
        }
        return new RtspMessage(first, headers, exactly(Integer.parseInt(length.get(0))));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new EOFException("the connection was lost");
            }
            if (line.size() == MAX_LINE) {
                throw new IOException("its response is not RTSP");
            }
            line.write(one);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection was lost");
        }
        return bytes;
    }

    void write(RtspMessage message) throws IOException {
        write(message.bytes());
    }

    synchronized void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // unusable either way
        }
    }
}
