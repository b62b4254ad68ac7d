package dev.hawkeye.site.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.AggregatorService;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.http.Access;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before any aggregator is asked. */
class HistoryRouteTest {
    private final HttpConfig config = new HttpConfig("127.0.0.1", 0, "");
    private final AggregatorService aggregator = new AggregatorService(
            new ConfigReader().read().aggregator(),
            new Topics(""),
            SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://history-route")),
            new SimpleMeterRegistry());
    private final HistoryRoute route =
            new HistoryRoute(Access.of(config), new SiteHistory(aggregator.history(), ""), aggregator.history());
    private final HttpServer server = HttpServer.start(config, new Health(), List.of(route::addTo));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void tellsToTryAgainWhileTheAggregatorIsStarting() throws Exception {
        HttpResponse<String> answer = get("?camera=gate&from=0&to=1000");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the aggregator is starting, try again in a few seconds\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?from=0&to=1          | camera must be the id of one",
                "?camera=&from=0&to=1  | camera must be the id of one",
                "?camera=gate&to=1     | from must be a time in ms since 1970, got: null",
                "?camera=gate&from=0&to=now | to must be a time in ms since 1970, got: now"
            })
    void namesWhatIsMissing(String query, String error) throws Exception {
        HttpResponse<String> answer = get(query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("{\"error\":\"" + error);
    }

    private HttpResponse<String> get(String query) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/history" + query);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
