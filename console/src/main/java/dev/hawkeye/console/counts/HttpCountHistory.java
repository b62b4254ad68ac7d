package dev.hawkeye.console.counts;

import dev.hawkeye.console.api.ClassCount;
import dev.hawkeye.console.api.CountWindow;
import dev.hawkeye.console.api.ErrorView;
import dev.hawkeye.console.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Asks aggregators over HTTP, one after the other until one answers: each of them knows, or finds out, which instance has
 * the windows of a camera. Safe for use by many threads.
 */
public final class HttpCountHistory implements CountHistory {
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration ANSWERING = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int LARGEST_ANSWER = 32 << 20;

    private final List<URI> aggregators;
    private final String token;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();

    private record Answer(List<Window> windows) {}

    private record Window(
            long start, long end, long framesAnalysed, long framesShed, long framesFailed, List<ClassCount> classes) {}

    /**
     * @param aggregators addresses of their HTTP ports
     * @param token that they ask for; empty for none
     */
    public HttpCountHistory(List<String> aggregators, String token) {
        this.aggregators = aggregators.stream().map(URI::create).toList();
        this.token = token;
    }

    @Override
    public List<CountWindow> windows(String camera, long from, long to) {
        String query =
                "/history?camera=" + URLEncoder.encode(camera, StandardCharsets.UTF_8) + "&from=" + from + "&to=" + to;
        String why = "no aggregator is known: set console.aggregators to their addresses";
        for (URI aggregator : aggregators) {
            try {
                return ask(aggregator.resolve(query));
            } catch (IOException e) {
                why = aggregator + " does not answer: " + e.getMessage();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("the console is ending");
            }
        }
        throw new UnavailableException(why);
    }

    private List<CountWindow> ask(URI question) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(question).timeout(ANSWERING);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] json = body.readNBytes(LARGEST_ANSWER + 1);
            if (json.length > LARGEST_ANSWER) {
                throw new IOException("the answer has more than " + LARGEST_ANSWER + " bytes");
            }
            if (response.statusCode() == BAD_REQUEST) {
                throw new IllegalArgumentException(
                        Json.read(json, ErrorView.class).error());
            }
            if (response.statusCode() != OK) {
                throw new IOException("status " + response.statusCode());
            }
            return Json.read(json, Answer.class).windows.stream()
                    .map(window -> new CountWindow(
                            window.start,
                            window.end,
                            window.framesAnalysed,
                            window.framesShed,
                            window.framesFailed,
                            true,
                            window.classes))
                    .toList();
        }
    }
}
