package dev.hawkeye.ingest.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP camera on a free port of 127.0.0.1 that answers each request byte by byte as a test says, so also as no HTTP
 * server would.
 */
public final class ScriptedCamera implements AutoCloseable {

    /** What the camera does with one request; the connection stays open afterwards only when it returns true. */
    public interface Script {
        boolean answer(Request request, OutputStream out) throws IOException;
    }

    /** One request, as it came. */
    public record Request(String path, List<String> headers) {
        /** @return the header's value, or an empty text */
        public String header(String name) {
            String begin = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
                    .map(line -> line.substring(begin.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Script script;

    public ScriptedCamera(Script script) throws IOException {
        this.script = script;
        daemon(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** All requests so far. */
    public List<Request> requests() {
        return requests;
    }

    /** Connections so far. */
    public int connections() {
        return connections.size();
    }

    /** Bytes of an ASCII text. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
            boolean goesOn = true;
            while (goesOn) {
                String line = in.readLine();
                if (line == null) {
                    return;
                }
                List<String> headers = new ArrayList<>();
                for (String header = in.readLine(); header != null && !header.isEmpty(); header = in.readLine()) {
                    headers.add(header);
                }
                Request request = new Request(line.split(" ", 3)[1], headers);
                requests.add(request);
                goesOn = script.answer(request, connection.getOutputStream());
                connection.getOutputStream().flush();
            }
        } catch (IOException e) {
            // the viewer has gone
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-camera");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
