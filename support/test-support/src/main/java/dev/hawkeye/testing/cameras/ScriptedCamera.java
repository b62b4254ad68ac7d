package dev.hawkeye.testing.cameras;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTP camera at a free port of 127.0.0.1 that answers each request byte by byte as a test specifies, even in ways
 * that no HTTP server would.
 */
public final class ScriptedCamera implements AutoCloseable {

    /** Answers one request; the connection stays open only if it returns true. */
    public interface Script {
        boolean answer(Request request, OutputStream out) throws IOException;
    }

    /** One request, as received. */
    public record Request(String path, List<String> headers) {
        /** @return the header's value, or an empty string */
        public String header(String name) {
            String begin = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(begin))
                    .map(line -> line.substring(begin.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final Connections connections = new Connections("scripted-camera", this::serve);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Script script;

    public ScriptedCamera(Script script) throws IOException {
        this.script = script;
        connections.start();
    }

    public int port() {
        return connections.port();
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
        return connections.count();
    }

    /** Bytes of an ASCII text. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void serve(Socket connection) throws IOException {
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
    }

    @Override
    public void close() throws IOException {
        connections.close();
    }
}
