package dev.hawkeye.site.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.site.config.HttpConfig;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;

/** A server with one route that is not for everybody. */
class AccessTest {
    private static final String TOKEN = "sesame-sesame-17";

    private Access access;
    private HttpServer server;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void isOpenToThisMachineOnLoopbackWithoutAToken() throws Exception {
        start("127.0.0.1", "");

        HttpResponse<String> answer = get("/secret", "Accept", "text/plain");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(access.asksForToken()).isFalse();
        assertThat(access.isToken("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:80", "LOCALHOST", "127.0.0.1", "127.0.1.1:8080", "[::1]:8080", "[::1]"})
    void isOpenToEachNameOfThisMachine(String host) throws Exception {
        start("127.0.0.1", "");

        assertThat(statusWhenAskedAs(host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example:80"})
    void isClosedToAPageWhoseNameLeadsHere(String host) throws Exception {
        start("127.0.0.1", "");

        assertThat(statusWhenAskedAs(host)).isEqualTo(403);
    }

    @Test
    void isClosedOnAnotherHostWithoutAToken() throws Exception {
        start("0.0.0.0", "");

        HttpResponse<String> answer = get("/secret", "Authorization", "Bearer ");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).startsWith("{\"error\":\"http.token must be set");
        assertThat(get("/live", "Accept", "*/*").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0"})
    void isOpenedByTheTokenAlone(String host) throws Exception {
        start(host, TOKEN);

        assertThat(get("/secret", "Authorization", "Bearer " + TOKEN).body()).isEqualTo("told");
        for (String wrong : List.of("Bearer " + TOKEN + "8", "Bearer sesame", "Bearer ", TOKEN, "Basic " + TOKEN)) {
            HttpResponse<String> answer = get("/secret", "Authorization", wrong);

            assertThat(answer.statusCode()).as(wrong).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).contains("error").doesNotContain("sesame");
        }
        assertThat(get("/secret", "Accept", "*/*").statusCode()).isEqualTo(401);
        assertThat(get("/live", "Accept", "*/*").statusCode()).isEqualTo(200);
    }

    @Test
    void isOpenedByACookieWhereThereAreSessionsAlone() throws Exception {
        HttpConfig config = new HttpConfig("127.0.0.1", 0, TOKEN);
        access = Access.of(config);
        String end = String.valueOf(System.currentTimeMillis() + 60_000);
        String cookie = "hawkeye-session=" + end + "." + access.proof("console session until " + end);

        serve(config, new Sessions(access, Clock.systemUTC()));

        assertThat(get("/secret", "Cookie", cookie).statusCode()).isEqualTo(200);
        assertThat(get("/secret", "Authorization", "Bearer " + TOKEN).statusCode())
                .isEqualTo(200);
        assertThat(get("/secret", "Cookie", cookie + "0").statusCode()).isEqualTo(401);
        assertThat(get("/secret", "Cookie", cookie.replace(end, end + "0")).statusCode())
                .isEqualTo(401);
        server.close();

        serve(config, access);

        assertThat(get("/secret", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    private void start(String host, String token) {
        HttpConfig config = new HttpConfig(host, 0, token);
        access = Access.of(config);
        serve(config, access);
    }

    private void serve(HttpConfig config, AccessControl gate) {
        server = HttpServer.start(
                config,
                new Health(),
                List.of(routes -> routes.get("/secret", context -> {
                    gate.check(context);
                    context.result("told");
                })));
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri).header(header, value).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Java's client lets nobody set the header Host. */
    private int statusWhenAskedAs(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request = "GET /secret HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            try (InputStream answer = socket.getInputStream()) {
                String text = new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
                return Integer.parseInt(text.split(" ", 3)[1]);
            }
        }
    }
}
