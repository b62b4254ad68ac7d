package dev.hawkeye.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of the live updates that reads as fast as it can. */
final class LiveListener implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final InputStream stream;
    private volatile boolean ended;

    record Message(String event, JsonNode data) {}

    LiveListener(InputStream stream) {
        this.stream = stream;
        Thread thread = new Thread(this::read, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    event = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    messages.add(new Message(event, JSON.readTree(line.substring("data: ".length()))));
                }
            }
        } catch (IOException e) {
            // The server is gone, or the test is over.
        } finally {
            ended = true;
        }
    }

    List<Message> all() {
        return messages;
    }

    /** The data of all messages of a kind, so far. */
    List<JsonNode> of(String event) {
        return messages.stream()
                .filter(message -> message.event.equals(event))
                .map(Message::data)
                .toList();
    }

    boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
