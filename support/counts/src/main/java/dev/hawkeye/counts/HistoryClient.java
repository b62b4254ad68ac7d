package dev.hawkeye.counts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests final windows from the HTTP server of an aggregator. Thread-safe. */
public final class HistoryClient {
    public static final String PATH = "/history";
    /** Header of a request that one instance forwards to another, which must answer it alone. */
    public static final String PASSED_ON = "Hawkeye-Passed-On";

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final HttpClient http;
    private final String token;
    private final Limits limits;

    /**
     * The limits of one request.
     *
     * @param timeout maximum time until the last byte of the response, including the connection
     * @param maxBytes maximum size of a response
     */
    public record Limits(Duration connectTimeout, Duration timeout, long maxBytes) {}

    /** @param token the token that the servers require; empty for none */
    public HistoryClient(String token, Limits limits) {
        this.token = token;
        this.limits = limits;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connectTimeout())
                .build();
    }

    /**
     * Requests what {@link CountHistory#windows} returns.
     *
     * @param server its scheme, host and port
     * @param passedOn whether the server must answer for its own cameras only
     * @throws IllegalArgumentException if the server refuses the range
     * @throws HistoryUnavailableException if it does not respond, or cannot answer now; the message says why in a few
     * words
     */
    public List<CountWindow> windows(URI server, String camera, long from, long to, boolean passedOn)
            throws InterruptedException {
        HttpRequest request = request(server.resolve(PATH + query(camera, from, to)), passedOn);
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, info -> new LimitedBody(limits.maxBytes()));
        try {
            return windows(answer.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new HistoryUnavailableException(
                    "no answer within " + limits.timeout().toSeconds() + " s", e);
        } catch (ExecutionException | IOException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw new HistoryUnavailableException(cause.getClass().getSimpleName() + ": " + cause.getMessage(), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String query(String camera, long from, long to) {
        return "?camera=" + URLEncoder.encode(camera, StandardCharsets.UTF_8) + "&from=" + from + "&to=" + to;
    }

    private HttpRequest request(URI address, boolean passedOn) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (passedOn) {
            request.header(PASSED_ON, "1");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    private static List<CountWindow> windows(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() == OK) {
            return JSON.readValue(response.body(), HistoryAnswer.class).windows();
        }
        String error = error(response.body());
        if (response.statusCode() == BAD_REQUEST) {
            throw new IllegalArgumentException(error);
        }
        throw new HistoryUnavailableException("status " + response.statusCode() + ", " + error);
    }

    private static String error(byte[] body) {
        String none = "no reason given";
        try {
            return JSON.readTree(body).path("error").asText(none);
        } catch (IOException e) {
            return none;
        }
    }
}
