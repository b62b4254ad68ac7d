package dev.hawkeye.testing.cameras;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A camera that serves MJPEG over HTTP at a free port of 127.0.0.1, as many cheap cameras do, and that can be made to
 * misbehave. It pauses briefly before each picture; a viewer that connects later sees the same series from the
 * beginning.
 */
public final class MjpegCamera implements AutoCloseable {
    private final Connections viewers = new Connections("mjpeg-camera", this::show);
    private final List<byte[]> pictures;
    private final long millisApart;
    private volatile boolean frozen;
    private volatile boolean refusing;

    /** @param pictures JPEGs, repeated endlessly */
    public MjpegCamera(List<byte[]> pictures, long millisApart) throws IOException {
        this.pictures = pictures;
        this.millisApart = millisApart;
        viewers.start();
    }

    /** @param credentials the credentials such as "user:password@", or empty */
    public String url(String credentials) {
        return "http://" + credentials + "127.0.0.1:" + viewers.port() + "/video";
    }

    /** Stops sending, but keeps all connections open. */
    public void freeze() {
        frozen = true;
    }

    /** Cuts all connections, and new ones at once. */
    public void die() throws IOException {
        refusing = true;
        viewers.cut();
    }

    /** Serves again. */
    public void recover() {
        refusing = false;
        frozen = false;
    }

    private void show(Socket viewer) throws IOException {
        if (refusing) {
            return;
        }
        try {
            OutputStream out = viewer.getOutputStream();
            out.write(ascii("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=cut\r\n\r\n"));
            for (int i = 0; !viewers.isClosed(); i++) {
                TimeUnit.MILLISECONDS.sleep(millisApart);
                byte[] jpeg = pictures.get(i % pictures.size());
                if (!frozen) {
                    out.write(
                            ascii("--cut\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n"));
                    out.write(jpeg);
                    out.write(ascii("\r\n"));
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        viewers.close();
    }
}
