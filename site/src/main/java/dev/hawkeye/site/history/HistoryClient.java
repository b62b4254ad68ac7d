package dev.hawkeye.site.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.aggregator.FinalWindow;
import dev.hawkeye.aggregator.HistoryUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;

/**
 * Asks other instances for the history of their cameras. Few questions at once: each keeps a thread of our HTTP server
 * waiting, which must not have all of them wait for one instance that hangs. Safe for use by many threads.
 */
final class HistoryClient {
    /** Header of a question that another instance asks, which is never passed on again. */
    static final String PASSED_ON = "Hawkeye-Passed-On";

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int AT_ONCE = 4;
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final String token;

    /** @param token of all instances; empty for none */
    HistoryClient(String token) {
        this.token = token;
    }

    /** @throws HistoryUnavailableException when the other does not answer, or says so itself */
    List<FinalWindow> ask(HostInfo other, String camera, long from, long to) {
        String name = other.host() + ":" + other.port();
        if (!free.tryAcquire()) {
            throw unavailable(name, "as many questions as may be at once wait for other instances", null);
        }
        CompletableFuture<HttpResponse<byte[]>> asked =
                http.sendAsync(question(other, camera, from, to), HttpResponse.BodyHandlers.ofByteArray());
        try {
            return windows(name, asked.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw unavailable(name, "no answer within " + ANSWER.toSeconds() + " s", e);
        } catch (ExecutionException | IOException e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            throw unavailable(name, cause.getClass().getSimpleName() + ": " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(name, "this instance is ending", e);
        } finally {
            asked.cancel(true);
            free.release();
        }
    }

    private HttpRequest question(HostInfo other, String camera, long from, long to) {
        HttpRequest.Builder question = HttpRequest.newBuilder(address(other, camera, from, to))
                .header(PASSED_ON, "1")
                .timeout(ANSWER);
        if (!token.isEmpty()) {
            question.header("Authorization", "Bearer " + token);
        }
        return question.build();
    }

    private static URI address(HostInfo other, String camera, long from, long to) {
        String query = "camera=" + URLEncoder.encode(camera, StandardCharsets.UTF_8) + "&from=" + from + "&to=" + to;
        try {
            URI server = new URI("http", null, other.host(), other.port(), HistoryRoute.PATH, null, null);
            return URI.create(server + "?" + query);
        } catch (URISyntaxException e) {
            throw unavailable(other.host(), "its aggregator.kafka.application.server is no HOST:PORT", e);
        }
    }

    private static List<FinalWindow> windows(String name, HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() == OK) {
            return JSON.readValue(response.body(), HistoryAnswer.class).windows();
        }
        JsonNode error = JSON.readTree(response.body()).path("error");
        throw unavailable(name, "status " + response.statusCode() + ", " + error.asText("without a reason"), null);
    }

    private static HistoryUnavailableException unavailable(String name, String why, Throwable cause) {
        return new HistoryUnavailableException(
                "the instance at " + name + ", which has the camera, cannot be asked now, try again in a few seconds: "
                        + why,
                cause);
    }
}
