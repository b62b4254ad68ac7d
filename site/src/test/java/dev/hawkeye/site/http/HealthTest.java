package dev.hawkeye.site.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HttpConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Health health = new Health();
    private final HttpServer server = HttpServer.start(new HttpConfig("127.0.0.1", 0, ""), health, List.of());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isLiveButNotReadyWhileStarting() throws Exception {
        health.add("kafka", () -> true, () -> true);

        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyWhenEveryComponentIs() throws Exception {
        AtomicBoolean detectorReady = new AtomicBoolean(true);
        health.add("ingest", () -> true, () -> true);
        health.add("detector", detectorReady::get, () -> true);
        health.allAdded();

        HttpResponse<String> ready = get("/ready");
        detectorReady.set(false);
        HttpResponse<String> notReady = get("/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"UP\",\"components\":{\"detector\":\"UP\",\"ingest\":\"UP\"}}");
        assertThat(notReady.statusCode()).isEqualTo(503);
        assertThat(notReady.body())
                .isEqualTo("{\"status\":\"DOWN\",\"components\":{\"detector\":\"DOWN\",\"ingest\":\"UP\"}}");
    }

    @Test
    void saysWhatItWaitsFor() throws Exception {
        health.add("aggregator", () -> false, () -> true, () -> "its state is being restored");
        health.add("ingest", () -> true, () -> true, () -> "nothing");
        health.allAdded();

        assertThat(get("/ready").body())
                .isEqualTo("{\"status\":\"DOWN\",\"components\":{\"aggregator\":\"DOWN\",\"ingest\":\"UP\"},"
                        + "\"waiting\":{\"aggregator\":\"its state is being restored\"}}");
    }

    @Test
    void isReadyAndLiveWithTooMuchToDoAndSaysSo() throws Exception {
        health.add("detector", () -> true, () -> true, () -> "", () -> "wanted 24.0 frames/s, analyzed 5.4");
        health.add("ingest", () -> true, () -> true);
        health.allAdded();

        HttpResponse<String> ready = get("/ready");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body())
                .isEqualTo("{\"status\":\"UP\",\"components\":{\"detector\":\"OVERLOADED\",\"ingest\":\"UP\"},"
                        + "\"overloaded\":{\"detector\":\"wanted 24.0 frames/s, analyzed 5.4\"}}");
        assertThat(get("/live").body()).contains("\"detector\":\"UP\"");
    }

    @Test
    void isNotLiveWhenOneComponentNeedsARestart() throws Exception {
        health.add("detector", () -> false, () -> false);

        assertThat(get("/live").statusCode()).isEqualTo(503);
    }

    @Test
    void servesNoSchemasWhenTheRegistryIsElsewhere() throws Exception {
        assertThat(get("/subjects").statusCode()).isEqualTo(404);
    }

    @Test
    void namesThePortThatIsInUse() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            HttpConfig config = new HttpConfig("127.0.0.1", other.getLocalPort(), "");

            assertThatExceptionOfType(UserException.class)
                    .isThrownBy(() -> HttpServer.start(config, health, List.of()))
                    .withMessage("http.port " + other.getLocalPort() + " on 127.0.0.1 cannot be used: stop the program"
                            + " that uses it, or set http.port to another (0 for any)");
        }
    }

    @Test
    void namesAHostThatIsNotOfThisMachine() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> HttpServer.start(new HttpConfig("192.0.2.1", 0, ""), health, List.of()))
                .withMessage("http.port 0 on 192.0.2.1 cannot be used: http.host must be a name or an address of this"
                        + " machine, or 0.0.0.0 for all of them");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
