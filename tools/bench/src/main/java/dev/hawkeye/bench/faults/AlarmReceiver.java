package dev.hawkeye.bench.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.bench.faults.outcome.Told;
import dev.hawkeye.testing.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A webhook that receives alarms and refuses some of them, as if overloaded. Thread-safe. */
final class AlarmReceiver implements AutoCloseable {
    private static final int OK = 200;
    private static final int OVERLOADED = 503;
    /** Refuses one in this many. */
    private static final int REFUSES = 7;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Told told;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicBoolean news = new AtomicBoolean();

    AlarmReceiver(Told told) throws IOException {
        this.told = told;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Ports.HOST), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            boolean refused = requests.incrementAndGet() % REFUSES == 0;
            if (!refused) {
                JsonNode message = JSON.readTree(body);
                told.told(
                        message.path("camera").asText(),
                        message.path("eventId").asText(),
                        message.path("event").asText(),
                        message.path("key").asText(),
                        body);
                news.set(true);
            }
            exchange.sendResponseHeaders(refused ? OVERLOADED : OK, -1);
        }
    }

    String url() {
        return "http://" + Ports.HOST + ":" + server.getAddress().getPort() + "/alarms";
    }

    /** Whether a message has arrived since the last call. */
    boolean hadNews() {
        return news.getAndSet(false);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
