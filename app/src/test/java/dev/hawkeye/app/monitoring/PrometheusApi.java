package dev.hawkeye.app.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a Prometheus. Times are seconds since 1970. */
final class PrometheusApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    /**
     * One value of one series.
     *
     * @param value may be NaN
     */
    record Sample(Map<String, String> labels, double value) {}

    /** @param address HOST:PORT */
    PrometheusApi(String address) {
        this.address = address;
    }

    boolean isReady() throws IOException, InterruptedException {
        return get("/-/ready").statusCode() == 200;
    }

    List<Sample> at(double time, String expression) {
        return samples(data("query", Map.of("query", expression, "time", String.valueOf(time))));
    }

    /** All samples of all series, one every so many seconds. */
    List<Sample> between(double from, double to, int step, String expression) {
        return samples(data(
                "query_range",
                Map.of(
                        "query", expression,
                        "start", String.valueOf(from),
                        "end", String.valueOf(to),
                        "step", String.valueOf(step))));
    }

    /** Sorted, of all series that match the selector. */
    List<String> labelValues(String label, String selector) {
        List<String> values = new ArrayList<>();
        data("label/" + label + "/values", Map.of("match[]", selector)).forEach(value -> values.add(value.asText()));
        return values;
    }

    private static List<Sample> samples(JsonNode data) {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : data.path("result")) {
            Map<String, String> labels = JSON.convertValue(
                    series.path("metric"),
                    JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
            if (series.has("value")) {
                samples.add(new Sample(labels, value(series.path("value"))));
            }
            series.path("values").forEach(pair -> samples.add(new Sample(labels, value(pair))));
        }
        return samples;
    }

    private static double value(JsonNode timeAndValue) {
        return Double.parseDouble(timeAndValue.path(1).asText().replace("Inf", "Infinity"));
    }

    private JsonNode data(String path, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&", "?", ""));
        try {
            HttpResponse<String> response = get("/api/v1/" + path + query);
            if (response.statusCode() != 200) {
                throw new IllegalArgumentException(parameters + " was refused: " + response.body());
            }
            return JSON.readTree(response.body()).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
