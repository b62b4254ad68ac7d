package dev.hawkeye.testing.cameras;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/**
 * A camera that serves an endless MPEG transport stream over HTTP at a free port of 127.0.0.1, with a clock that the
 * test controls. It pauses briefly before each picture.
 */
public final class TransportStreamCamera implements AutoCloseable {
    private static final int PACKET = 188;
    private static final int TICKS_PER_MILLI = 90;
    private static final int HAS_STAMPS = 9; // bytes of a PES header before its time stamps

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<byte[]> pictures;
    private final long millisApart;

    /**
     * @param file a transport stream, whose pictures are served once to each viewer
     * @param millis presentation time of a picture, by index
     * @param millisApart real time between two pictures
     */
    public TransportStreamCamera(Path file, LongUnaryOperator millis, long millisApart) throws IOException {
        this.pictures = pictures(Files.readAllBytes(file), millis);
        this.millisApart = millisApart;
        Thread thread = new Thread(this::serve, "transport-stream-camera");
        thread.setDaemon(true);
        thread.start();
    }

    /** Copies a transport stream with different presentation times. */
    public static void restamp(Path from, Path to, LongUnaryOperator millis) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (byte[] picture : pictures(Files.readAllBytes(from), millis)) {
            stream.write(picture);
        }
        Files.write(to, stream.toByteArray());
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/video.ts";
    }

    private static List<byte[]> pictures(byte[] stream, LongUnaryOperator millis) throws IOException {
        List<byte[]> pictures = new ArrayList<>();
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        long index = 0;
        for (int at = 0; at + PACKET <= stream.length; at += PACKET) {
            byte[] packet = Arrays.copyOfRange(stream, at, at + PACKET);
            int pes = pesOf(packet);
            if (pes > 0) {
                pictures.add(picture.toByteArray());
                picture.reset();
                stamp(packet, pes + HAS_STAMPS, packet[pes + 7] & 0xc0, millis.applyAsLong(index) * TICKS_PER_MILLI);
                index++;
            }
            picture.write(packet);
        }
        pictures.add(picture.toByteArray());
        return pictures;
    }

    /** @return where the video payload begins in the packet, or 0 */
    private static int pesOf(byte[] packet) {
        boolean begins = (packet[1] & 0x40) != 0;
        boolean adapted = (packet[3] & 0x20) != 0;
        int at = 4 + (adapted ? 1 + (packet[4] & 0xff) : 0);
        boolean video = begins
                && packet[at] == 0
                && packet[at + 1] == 0
                && packet[at + 2] == 1
                && (packet[at + 3] & 0xf0) == 0xe0;
        return video ? at : 0;
    }

    private static void stamp(byte[] packet, int at, int which, long ticks) {
        write(packet, at, which == 0xc0 ? 3 : 2, ticks);
        if (which == 0xc0) {
            write(packet, at + 5, 1, ticks);
        }
    }

    private static void write(byte[] packet, int at, int mark, long ticks) {
        packet[at] = (byte) ((mark << 4) | (((ticks >> 30) & 7) << 1) | 1);
        packet[at + 1] = (byte) (ticks >> 22);
        packet[at + 2] = (byte) (((ticks >> 14) & 0xfe) | 1);
        packet[at + 3] = (byte) (ticks >> 7);
        packet[at + 4] = (byte) ((ticks << 1) | 1);
    }

    private void serve() {
        try {
            while (true) {
                try (Socket viewer = server.accept()) {
                    show(viewer.getOutputStream());
                } catch (IOException e) {
                    if (server.isClosed()) {
                        return;
                    } // else the viewer has disconnected
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(OutputStream out) throws IOException, InterruptedException {
        out.write("HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        for (byte[] picture : pictures) {
            out.write(picture);
            out.flush();
            TimeUnit.MILLISECONDS.sleep(millisApart);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
