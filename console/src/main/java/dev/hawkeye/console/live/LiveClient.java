package dev.hawkeye.console.live;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One client of the live updates. Its own thread writes the contents of its mailbox, so a slow reader does not delay
 * other clients; one that does not read at all ends with the server's idle timeout.
 */
final class LiveClient {
    /** Time between two checks of the mailbox, so that messages share packets. */
    private static final long TICK_MILLIS = 20;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final LiveMessage hello;
    private final Mailbox mailbox;
    private final OutputStream out;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread;

    /**
     * @param hello the first message, sent before the contents of the mailbox
     * @param onEnd runs once, when the client is gone
     */
    LiveClient(String name, LiveMessage hello, Mailbox mailbox, OutputStream out, Runnable onEnd) {
        this.hello = hello;
        this.mailbox = mailbox;
        this.out = out;
        this.thread = new Thread(
                () -> {
                    try {
                        write();
                    } finally {
                        onEnd.run();
                        ended.complete(null);
                    }
                },
                name);
        thread.setDaemon(true);
    }

    /** @return a future that completes when the client is gone, or was closed */
    CompletableFuture<Void> start() {
        thread.start();
        return ended;
    }

    void put(LiveMessage message) {
        mailbox.put(message);
    }

    private void write() {
        try {
            out.write(hello.bytes().array);
            out.flush();
            while (true) {
                List<LiveMessage> messages = mailbox.take(MAX_WAIT);
                for (LiveMessage message : messages) {
                    out.write(message.bytes().array);
                }
                if (!messages.isEmpty()) {
                    out.flush();
                }
                Thread.sleep(TICK_MILLIS);
            }
        } catch (IOException e) {
            // The client disconnected: nothing to do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void close() {
        thread.interrupt();
    }
}
