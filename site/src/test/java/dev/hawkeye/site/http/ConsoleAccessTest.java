package dev.hawkeye.site.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.ConsoleService;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.site.config.HttpConfig;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The console behind the server's access rules; it needs no Kafka to be asked. */
class ConsoleAccessTest {
    private static final String TOKEN = "sesame-sesame-17";

    private final ConsoleService console = UnconnectedConsole.of("access");
    private HttpServer server;

    @AfterEach
    void stop() {
        console.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/assets/icon.svg", "/api/session", "/api/cameras", "/api/openapi.yaml"})
    void withoutATokenThisMachineAloneIsAnswered(String path) throws Exception {
        start("127.0.0.1", "");

        assertThat(get(path).statusCode()).isEqualTo(200);
        assertThat(statusWhenAskedAs("evil.example", path)).isEqualTo(403);
        assertThat(statusWhenAskedAs("localhost:80", path)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/assets/icon.svg", "/api/session", "/api/cameras"})
    void onTheNetworkWithoutATokenNobodyIsAnsweredAndToldWhy(String path) throws Exception {
        start("0.0.0.0", "");

        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("http.token must be set");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(get("/live").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200",
        "/assets/icon.svg, 200",
        "/api/session, 200",
        "/live, 200",
        "/api/openapi.yaml, 401",
        "/api/cameras, 401",
        "/api/cameras/, 401",
        "/api/session/, 401",
        "/api/frames/0/1.jpg, 401",
        "/api/health, 401",
        "/api/live, 401",
        "/api/nothing, 401"
    })
    void withATokenOnlyThePageItselfIsForEverybody(String path, int status) throws Exception {
        start("0.0.0.0", TOKEN);

        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain(TOKEN);
    }

    @Test
    void aBrowserShowsTheTokenOnceAndThenItsCookie() throws Exception {
        start("127.0.0.1", TOKEN);
        assertThat(get("/api/session").body()).isEqualTo("{\"required\":true,\"valid\":false,\"room\":true}");
        assertThat(show("sesame-sesame-18").statusCode()).isEqualTo(401);

        HttpResponse<String> shown = show(TOKEN);

        assertThat(shown.statusCode()).isEqualTo(204);
        String set = shown.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
        String cookie = set.substring(0, set.indexOf(';'));
        assertThat(get("/api/cameras", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(get("/api/session", "Cookie", cookie).body())
                .isEqualTo("{\"required\":true,\"valid\":true,\"room\":true}");

        HttpResponse<String> ended =
                send(request("/api/session").DELETE().header("Cookie", cookie).build());
        assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("hawkeye-session=;")
                .contains("Expires=Thu, 01 Jan 1970");
    }

    @Test
    void aCookieThatWasTamperedWithOpensNothing() throws Exception {
        start("127.0.0.1", TOKEN);
        String set = show(TOKEN).headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = set.substring(0, set.indexOf(';'));

        for (String wrong : List.of(
                cookie.replace("hawkeye-session=", "hawkeye-session=9"),
                cookie.substring(0, cookie.length() - 1) + (cookie.endsWith("0") ? '1' : '0'),
                "hawkeye-session=" + TOKEN,
                "hawkeye-session=",
                "hawkeye-session=9999999999999." + "0".repeat(64))) {
            assertThat(get("/api/cameras", "Cookie", wrong).statusCode())
                    .as(wrong)
                    .isEqualTo(401);
        }
    }

    @Test
    void manyWrongTokensAreSlowedDownAndThoseWhoAreInStayIn() throws Exception {
        start("127.0.0.1", TOKEN);
        String set = show(TOKEN).headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = set.substring(0, set.indexOf(';'));
        for (int i = 0; i < 40; i++) {
            get("/api/cameras", "Authorization", "Bearer wrong" + i);
        }

        assertThat(get("/api/cameras", "Authorization", "Bearer wrong").statusCode())
                .isEqualTo(429);
        assertThat(show("wrong").statusCode()).isEqualTo(429);
        assertThat(get("/api/cameras", "Cookie", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void thePasswordOfAProxyInFrontIsNoWrongToken() throws Exception {
        start("127.0.0.1", TOKEN);
        String set = show(TOKEN).headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = set.substring(0, set.indexOf(';'));

        for (int i = 0; i < 40; i++) {
            assertThat(get("/api/cameras", "Cookie", cookie, "Authorization", "Basic cHJveHk6cHJveHk=")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 204",
        "Sec-Fetch-Site, none, 204",
        "X-Nothing, nothing, 204"
    })
    void whatAnotherSitesPageSendsIsRefused(String header, String value, int status) throws Exception {
        start("127.0.0.1", TOKEN);

        HttpRequest request = request("/api/session")
                .header(header, value)
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + TOKEN + "\"}"))
                .build();

        assertThat(send(request).statusCode()).isEqualTo(status);
    }

    @Test
    void itsOwnPageMaySend() throws Exception {
        start("127.0.0.1", TOKEN);

        HttpRequest request = request("/api/session")
                .header("Origin", "http://127.0.0.1:" + server.port())
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + TOKEN + "\"}"))
                .build();

        assertThat(send(request).statusCode()).isEqualTo(204);
    }

    private void start(String host, String token) {
        HttpConfig config = new HttpConfig(host, 0, token);
        Sessions access = new Sessions(Access.of(config), Clock.systemUTC());
        server = HttpServer.start(config, new Health(), List.of(routes -> console.addTo(routes, access)));
    }

    private HttpResponse<String> show(String token) throws Exception {
        return send(request("/api/session")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + token + "\"}"))
                .build());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = request(path);
        return send(
                headers.length == 0 ? request.build() : request.headers(headers).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Java's client lets nobody set the header Host. */
    private int statusWhenAskedAs(String host, String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            try (InputStream answer = socket.getInputStream()) {
                String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                return Integer.parseInt(text.split(" ", 3)[1]);
            }
        }
    }
}
