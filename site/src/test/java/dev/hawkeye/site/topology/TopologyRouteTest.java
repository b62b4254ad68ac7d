package dev.hawkeye.site.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.http.Access;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopologyRouteTest {
    private static final String TOKEN = "sesame-sesame-17";

    private final Topology copy =
            new Topology().addSource("frames", "site.frames").addSink("detections", "site.detections", "frames");
    private volatile Optional<String> aggregator = Optional.of("Topologies:\n   none\n\n");
    private HttpServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void showsTheTopologyOfEachService() throws Exception {
        start("127.0.0.1", "");

        HttpResponse<String> answer = get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
        assertThat(answer.body()).isEqualTo("""
                detector, application id hawkeye-detector

                Topologies:
                   Sub-topology: 0
                    Source: frames (topics: [site.frames])
                      --> detections
                    Sink: detections (topic: site.detections)
                      <-- frames

                aggregator, application id hawkeye-aggregator

                Topologies:
                   none
                """);
    }

    @Test
    void saysWhichServiceIsStillStarting() throws Exception {
        // given
        aggregator = Optional.empty();
        start("127.0.0.1", "");

        // when
        HttpResponse<String> answer = get();

        // then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"error\":\"the aggregator is starting, try again in a few seconds\"}");
    }

    @Test
    void withATokenOnlyThoseWhoShowItAreAnswered() throws Exception {
        start("0.0.0.0", TOKEN);

        assertThat(get().statusCode()).isEqualTo(401);
        assertThat(get().body()).contains("send the http.token").doesNotContain("frames");
        assertThat(get("Authorization", "Bearer " + TOKEN).body()).contains("site.frames");
    }

    private void start(String host, String token) {
        HttpConfig config = new HttpConfig(host, 0, token);
        TopologyRoute route = new TopologyRoute(
                Access.of(config),
                List.of(
                        new TopologyRoute.Part(
                                "detector",
                                "hawkeye-detector",
                                () -> Optional.of(copy.describe().toString())),
                        new TopologyRoute.Part("aggregator", "hawkeye-aggregator", () -> aggregator)));
        server = HttpServer.start(config, new Health(), List.of(route::addTo));
    }

    private HttpResponse<String> get(String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + TopologyRoute.PATH));
        HttpRequest asked =
                headers.length == 0 ? request.build() : request.headers(headers).build();
        return HttpClient.newHttpClient().send(asked, HttpResponse.BodyHandlers.ofString());
    }
}
