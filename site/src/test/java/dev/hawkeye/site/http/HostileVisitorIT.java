package dev.hawkeye.site.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.console.ConsoleService;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.site.config.HttpConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who opens connections and does not play by the rules; what an orchestrator asks is answered all the same. */
@Timeout(120)
class HostileVisitorIT {
    private static final String TOKEN = "sesame-sesame-17";

    private final ConsoleService console = UnconnectedConsole.of("hostile");
    private final Health health = new Health();
    private final List<Socket> open = new ArrayList<>();
    private HttpServer server;

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        console.close();
        server.close();
    }

    @Test
    void fiveHundredWhoSendTheirHeadersSlowlyKeepNobodyWaiting() throws Exception {
        start("");

        for (int i = 0; i < 500; i++) {
            send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        }

        assertThat(status("/live", "localhost")).isEqualTo(200);
        assertThat(status("/ready", "localhost")).isEqualTo(200);
        assertThat(status("/api/cameras", "localhost")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Type: none", "Content-Type: application/json", "Content-Type: image/jpeg"})
    void aHundredWhoSendABodySlowlyKeepNobodyWaiting(String header) throws Exception {
        start(TOKEN);

        for (int i = 0; i < 100; i++) {
            send("POST /api/session HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\nContent-Length: 4000\r\n\r\n{");
            send("POST /subjects/x HTTP/1.1\r\nHost: localhost\r\n" + header
                    + "\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
        }

        assertThat(status("/live", "localhost")).isEqualTo(200);
        assertThat(status("/ready", "localhost")).isEqualTo(200);
        assertThat(status("/api/session", "localhost")).isEqualTo(200);
    }

    @Test
    void whoHoldsThreadsAllTheSameNeverHasThoseOfHealth() throws Exception {
        // given: a route that answers when it may
        CountDownLatch may = new CountDownLatch(1);
        AtomicInteger held = new AtomicInteger();
        health.allAdded();
        server = HttpServer.start(
                new HttpConfig("127.0.0.1", 0, ""),
                health,
                List.of(routes -> routes.get("/slow", context -> {
                    held.incrementAndGet();
                    may.await();
                })));

        // when
        List<Socket> asking = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asking.add(send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> status("/slow", "localhost") == 503);

        // then
        assertThat(status("/live", "localhost")).isEqualTo(200);
        assertThat(status("/ready", "localhost")).isEqualTo(200);
        assertThat(held).hasValue(24);

        // when
        may.countDown();

        // then
        for (Socket socket : asking) {
            assertThat(statusOf(socket.getInputStream())).isIn(200, 503);
        }
        assertThat(status("/slow", "localhost")).isEqualTo(200);
    }

    @Test
    void twoHundredEventStreamsAreCutToThoseThatThereMayBe() throws Exception {
        start("");
        int accepted = 0;
        for (int i = 0; i < 200; i++) {
            int status = statusOf(
                    send("GET /api/live HTTP/1.1\r\nHost: localhost\r\n\r\n").getInputStream());
            assertThat(status).isIn(200, 503);
            accepted += status == 200 ? 1 : 0;
        }

        assertThat(accepted).isEqualTo(64);
        assertThat(status("/live", "localhost")).isEqualTo(200);
        assertThat(status("/api/cameras", "localhost")).isEqualTo(200);
    }

    @Test
    void headersWithoutEndAreRefused() throws Exception {
        start("");

        Socket socket = send("GET /live HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(100_000) + "\r\n\r\n");

        assertThat(statusOf(socket.getInputStream())).isEqualTo(431);
        assertThat(status("/live", "localhost")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/live, 200",
        "/ready, 200",
        "/, 403",
        "/api/cameras, 403",
        "/api/session, 403",
        "/subjects, 403",
        "/schemas/ids/1, 403",
        "/nothing, 403"
    })
    void aNameThatSomebodyLetsLeadHereShowsNothingButHealth(String path, int status) throws Exception {
        start("");

        assertThat(status(path, "evil.example:8080")).isEqualTo(status);
        assertThat(status(path, "10.1.2.3")).isEqualTo(status);
    }

    @Test
    void theNameOfAProxyIsAnsweredWhenItIsConfigured() throws Exception {
        start(new HttpConfig("127.0.0.1", 0, "", "", List.of("hawkeye.example.org")));

        assertThat(status("/", "hawkeye.example.org")).isEqualTo(200);
        assertThat(status("/api/cameras", "HAWKEYE.example.org:443")).isEqualTo(200);
        assertThat(status("/api/cameras", "hawkeye.example.org.evil.example")).isEqualTo(403);
    }

    @Test
    void behindATokenTheNameOfAProxyNeedsNoConfiguration() throws Exception {
        start(TOKEN);

        assertThat(status("/", "hawkeye.example.org")).isEqualTo(200);
        assertThat(status("/api/cameras", "hawkeye.example.org")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image",
                "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe",
                "Origin: http://evil.example",
                "Origin: null"
            })
    void aPageOfAnotherSiteCannotMakeABrowserAskTheApi(String headers) throws Exception {
        start("");

        for (String path : List.of("/api/live", "/api/cameras", "/api/frames/0/1.jpg")) {
            assertThat(status("GET", path, "localhost", headers)).as(path).isEqualTo(403);
        }
        assertThat(status("POST", "/api/detect", "localhost", headers)).isEqualTo(403);
        assertThat(status("DELETE", "/api/session", "localhost", headers)).isEqualTo(403);
    }

    @Test
    void whoFollowsALinkFromElsewhereIsAnswered() throws Exception {
        start("");

        assertThat(status(
                        "GET",
                        "/api/cameras",
                        "localhost",
                        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document"))
                .isEqualTo(200);
    }

    private void start(String token) {
        start(new HttpConfig("127.0.0.1", 0, token));
    }

    private void start(HttpConfig config) {
        health.allAdded();
        Sessions access = new Sessions(Access.of(config), Clock.systemUTC());
        server = HttpServer.start(
                config,
                health,
                List.of(routes -> console.addTo(routes, access), new RegistryEndpoint(List.of())::addTo));
    }

    /** Opens a connection that stays open. */
    private Socket send(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        open.add(socket);
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        return socket;
    }

    private int status(String path, String host) throws IOException {
        return status("GET", path, host, "X-Nothing: nothing");
    }

    /** Java's client lets nobody set the header Host. */
    private int status(String method, String path, String host, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return statusOf(socket.getInputStream());
        }
    }

    private static int statusOf(InputStream answer) throws IOException {
        return Integer.parseInt(new String(answer.readNBytes(12), UTF_8).substring(9));
    }
}
