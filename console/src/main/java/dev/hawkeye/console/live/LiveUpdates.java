package dev.hawkeye.console.live;

import dev.hawkeye.console.api.Hello;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.live.LiveMessage.Kind;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The clients that are watching the console, at most {@value #MAX_CLIENTS}. Each message is created once and put into
 * every client's mailbox. Owns their threads until {@link #close()}. Thread-safe.
 */
public final class LiveUpdates implements AutoCloseable {
    public static final int MAX_CLIENTS = 64;

    private final Clock clock;
    private final String instance = UUID.randomUUID().toString();
    private final Set<LiveClient> clients = ConcurrentHashMap.newKeySet();
    private final AtomicLong number = new AtomicLong();
    private boolean closed;

    public LiveUpdates(Clock clock) {
        this.clock = clock;
    }

    /** Sends to all clients; costs nothing when there are none. */
    public void publish(Kind kind, String camera, Object value) {
        publishNewest(kind, camera, "", value);
    }

    /** Like {@link #publish}; a slow client gets only the newest message on each subject of a camera. */
    public void publishNewest(Kind kind, String camera, String subject, Object value) {
        if (!clients.isEmpty()) {
            LiveMessage message = LiveMessage.of(kind, camera, subject, value);
            clients.forEach(client -> client.put(message));
        }
    }

    /** Whether there are fewer clients than allowed. Also true while closing, which is not a lack of room. */
    public boolean hasRoom() {
        return clients.size() < MAX_CLIENTS;
    }

    /** @throws ApiException 503 when there are too many clients */
    public synchronized void checkRoom() {
        if (closed || !hasRoom()) {
            throw new ApiException(
                    503,
                    "at most " + MAX_CLIENTS
                            + " clients can have live updates: close another page, or try again later");
        }
    }

    /**
     * Starts writing to a client.
     *
     * @param wanted the messages that the client wants
     * @param first adds the initial messages
     * @return a future that completes when the client is gone
     */
    public synchronized CompletableFuture<Void> join(OutputStream out, Subscription wanted, Consumer<Mailbox> first) {
        checkRoom();
        Mailbox mailbox = new Mailbox(wanted, System::nanoTime);
        LiveMessage hello = LiveMessage.of(Kind.HELLO, "", new Hello(instance, clock.millis()));
        LiveClient[] self = new LiveClient[1];
        self[0] = new LiveClient(
                "console-live-" + number.incrementAndGet(), hello, mailbox, out, () -> clients.remove(self[0]));
        clients.add(self[0]);
        first.accept(mailbox);
        return self[0].start();
    }

    public int clients() {
        return clients.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        clients.forEach(LiveClient::close);
    }
}
