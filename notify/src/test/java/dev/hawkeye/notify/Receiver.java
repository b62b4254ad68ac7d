package dev.hawkeye.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.testing.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;

/** A webhook that records what it gets, and answers as told. */
public final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile IntSupplier status;
    private volatile UnaryOperator<String> words = address -> "so it is";

    /** One POST that was answered with success. */
    public record Request(Map<String, List<String>> headers, String body) {
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }

        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }

        public String field(String name) {
            try {
                return json().path(name).asText();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public Receiver(int status) throws IOException {
        this(status, 0);
    }

    public Receiver(int status, int port) throws IOException {
        this.status = () -> status;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(Ports.HOST), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public void answers(IntSupplier other) {
        status = other;
    }

    /** @param itsWords from the path and query of each request */
    public void says(UnaryOperator<String> itsWords) {
        words = itsWords;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        int answer = status.getAsInt();
        if (answer / 100 == 2) {
            requests.add(new Request(Map.copyOf(exchange.getRequestHeaders()), body));
        }
        if (answer == 302) {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + port() + "/elsewhere");
        }
        byte[] said = words.apply(exchange.getRequestURI().toString()).getBytes(UTF_8);
        exchange.sendResponseHeaders(answer, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://" + Ports.HOST + ":" + port() + "/hook";
    }

    /** What was answered with success. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
