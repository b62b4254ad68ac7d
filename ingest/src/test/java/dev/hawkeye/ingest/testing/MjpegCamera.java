package dev.hawkeye.ingest.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * A camera that serves MJPEG over HTTP on a free port of 127.0.0.1, as many cheap ones do, and that can be made to
 * misbehave. Each picture waits a moment after the one before; a viewer that comes later sees the same series from its
 * beginning.
 */
public final class MjpegCamera implements AutoCloseable {
    private final ServerSocket server;
    private final List<byte[]> pictures;
    private final long millisApart;
    private final List<Socket> viewers = new CopyOnWriteArrayList<>();
    private volatile boolean frozen;
    private volatile boolean refusing;

    /** @param pictures JPEGs, shown again and again */
    public MjpegCamera(List<byte[]> pictures, long millisApart) throws IOException {
        this.pictures = pictures;
        this.millisApart = millisApart;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** @param credentials such as "user:password@", or nothing */
    public String url(String credentials) {
        return "http://" + credentials + "127.0.0.1:" + server.getLocalPort() + "/video";
    }

    /** From now on sends nothing, but keeps all connections. */
    public void freeze() {
        frozen = true;
    }

    /** Cuts all connections, and cuts new ones at once. */
    public void die() throws IOException {
        refusing = true;
        for (Socket viewer : viewers) {
            viewer.close();
        }
    }

    /** Serves again. */
    public void recover() {
        refusing = false;
        frozen = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket viewer = server.accept();
                if (refusing) {
                    viewer.close();
                } else {
                    viewers.add(viewer);
                    daemon(() -> show(viewer));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void show(Socket viewer) {
        try (viewer) {
            OutputStream out = viewer.getOutputStream();
            out.write(ascii("HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=cut\r\n\r\n"));
            for (int i = 0; !server.isClosed(); i++) {
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
        } catch (IOException e) {
            // the viewer has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "mjpeg-camera");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        die();
    }
}
