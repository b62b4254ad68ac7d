package dev.hawkeye.site.metrics;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsRouteTest {
    private static final String TOKEN = "sesame-sesame-17";

    private final ProcessMetrics metrics = new ProcessMetrics();
    private HttpServer server;

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void reportsTheMetricsOfServicesAndOfTheProcess() throws Exception {
        start("127.0.0.1", "");
        metrics.registry()
                .counter("hawkeye.test.frames", "camera", "gate \"1\"\n")
                .increment(2);

        HttpResponse<String> answer = get();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body().lines())
                .contains("hawkeye_test_frames_total{camera=\"gate \\\"1\\\"\\n\"} 2.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .anyMatch(line -> line.startsWith("jvm_gc_max_data_size_bytes "))
                .anyMatch(line -> line.startsWith("process_cpu_usage "))
                .anyMatch(line -> line.startsWith("process_uptime_seconds "))
                .anyMatch(line -> line.startsWith("system_cpu_count "));
        assertThat(residentBytes(answer.body())).isGreaterThan(10 << 20);
    }

    @Test
    void speaksOpenMetricsToThoseWhoAcceptIt() throws Exception {
        start("127.0.0.1", "");
        metrics.registry().counter("hawkeye.test.frames").increment();

        // when: asked as Prometheus asks
        HttpResponse<String> answer = get(
                "Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(answer.body()).contains("\nhawkeye_test_frames_total 1.0\n").endsWith("# EOF\n");
    }

    @Test
    void withATokenOnlyThoseWhoShowItAreAnswered() throws Exception {
        start("0.0.0.0", TOKEN);

        assertThat(get().statusCode()).isEqualTo(401);
        assertThat(get().body()).contains("send the http.token").doesNotContain("jvm_");
        assertThat(get("Authorization", "Bearer " + TOKEN + "x").statusCode()).isEqualTo(401);
        assertThat(get("Authorization", "Bearer " + TOKEN).body())
                .contains("jvm_memory_used_bytes")
                .doesNotContain(TOKEN);
    }

    @Test
    void onTheNetworkWithoutATokenNobodyIsAnswered() throws Exception {
        start("0.0.0.0", "");

        assertThat(get().statusCode()).isEqualTo(403);
        assertThat(get().body()).contains("http.token must be set");
    }

    private static double residentBytes(String page) {
        return page.lines()
                .filter(line -> line.startsWith("hawkeye_process_resident_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    private void start(String host, String token) {
        HttpConfig config = new HttpConfig(host, 0, token);
        MetricsRoute route = new MetricsRoute(metrics, Access.of(config));
        server = HttpServer.start(config, new Health(), List.of(route::addTo));
    }

    private HttpResponse<String> get(String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + MetricsRoute.PATH));
        HttpRequest asked =
                headers.length == 0 ? request.build() : request.headers(headers).build();
        return HttpClient.newHttpClient().send(asked, HttpResponse.BodyHandlers.ofString());
    }
}
