package dev.hawkeye.site.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.ConsoleService;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.console.admin.CameraSight;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may change something over HTTP. What is asked for is a look at a camera, which is counted. */
class AdminAccessTest {
    private static final String TOKEN = "sesame-sesame-17";
    private static final String ADMIN = "open-all-doors-42";
    private static final String TEST = "/api/admin/test-camera";
    private static final String CAMERA = "{\"url\": \"synthetic:street\"}";

    private final ConsoleService console = UnconnectedConsole.of("admin");
    private final AtomicInteger looks = new AtomicInteger();
    private HttpServer server;

    @AfterEach
    void stop() {
        console.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/admin/test-camera",
                "POST /api/admin/settings",
                "POST /api/admin/settings/undo",
                "POST /api/admin/models",
                "POST /api/admin/models/rollback",
                "POST /api/admin/session",
                "DELETE /api/admin/session",
                "GET /api/admin/settings",
                "GET /api/admin/settings/history",
                "PUT /api/admin/nothing"
            })
    void withoutATokenForChangesNothingCanBeChangedAndTheRemedyIsSaid(String route) throws Exception {
        start("127.0.0.1", TOKEN, "");
        String[] parts = route.split(" ", 2);

        HttpResponse<String> answer = send(request(parts[1])
                .header("Authorization", "Bearer " + TOKEN)
                .method(parts[0], HttpRequest.BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("set http.admin-token", "HAWKEYE_HTTP_ADMIN_TOKEN");
        assertThat(send(request("/api/admin/session").build()).body())
                .isEqualTo("{\"offered\":false,\"valid\":false,\"name\":null,\"until\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", TOKEN})
    void aProgramShowsTheTokenWithEachRequestAndNeedsNoOther(String token) throws Exception {
        start("127.0.0.1", token, ADMIN);

        assertThat(post("Authorization", "Bearer " + ADMIN).statusCode()).isEqualTo(200);

        assertThat(looks).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer " + TOKEN, "Bearer ", "Bearer wrong", "Basic " + ADMIN, ADMIN})
    void nobodyElseIsLetInNotEvenOnLoopback(String authorization) throws Exception {
        start("127.0.0.1", TOKEN, ADMIN);

        HttpResponse<String> answer = post("Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("http.admin-token").doesNotContain(ADMIN);
        assertThat(looks).hasValue(0);
    }

    @Test
    void theCookieForReadingOpensNothing() throws Exception {
        start("127.0.0.1", TOKEN, ADMIN);
        HttpResponse<String> shown = send(request("/api/session")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + TOKEN + "\"}"))
                .build());

        HttpResponse<String> answer = post("Cookie", cookie(shown), "Hawkeye-Admin", "1", "Origin", own());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(post("Cookie", cookie(shown).replace("session", "admin"), "Hawkeye-Admin", "1", "Origin", own())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aPageShowsTheTokenOnceAndThenItsCookieAndThatItIsOurs() throws Exception {
        start("127.0.0.1", "", ADMIN);
        HttpResponse<String> shown = signIn(ADMIN);
        assertThat(shown.statusCode()).isEqualTo(204);
        String set = shown.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set)
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/admin", "Max-Age=3600")
                .doesNotContain(ADMIN);

        assertThat(post("Cookie", cookie(shown), "Hawkeye-Admin", "1", "Origin", own())
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("Cookie", cookie(shown), "Hawkeye-Admin", "1", "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(request("/api/admin/session")
                                .header("Cookie", cookie(shown))
                                .build())
                        .body())
                .startsWith("{\"offered\":true,\"valid\":true,\"name\":\"Zoë\",\"until\":");

        HttpResponse<String> ended = send(request("/api/admin/session")
                .headers("Hawkeye-Admin", "1", "Origin", own())
                .DELETE()
                .build());
        assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("hawkeye-admin=;")
                .contains("Expires=Thu, 01 Jan 1970");
    }

    @Test
    void aProxyThatSendsTheTokenForReadingWithEachRequestDoesNotShutOutThePage() throws Exception {
        start("127.0.0.1", TOKEN, ADMIN);
        String cookie = cookie(signIn(ADMIN));

        for (int i = 0; i < 40; i++) {
            assertThat(post("Authorization", "Bearer " + TOKEN, "Cookie", cookie, "Hawkeye-Admin", "1", "Origin", own())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(post("Authorization", "Bearer " + TOKEN, "Cookie", cookie, "Origin", "http://evil.example")
                        .statusCode())
                .as("what does not come from our page")
                .isEqualTo(403);
    }

    /** Each with the cookie of an administrator. */
    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, Hawkeye-Admin, 1",
        "Sec-Fetch-Site, same-site, Hawkeye-Admin, 1",
        "Sec-Fetch-Site, none, Hawkeye-Admin, 1",
        "Origin, http://evil.example, Hawkeye-Admin, 1",
        "Origin, null, Hawkeye-Admin, 1",
        "X-Nothing, nothing, Hawkeye-Admin, 1",
        "Sec-Fetch-Site, same-origin, X-Nothing, nothing"
    })
    void whatDoesNotComeFromOurPageIsRefused(String header, String value, String second, String secondValue)
            throws Exception {
        start("127.0.0.1", "", ADMIN);
        String cookie = cookie(signIn(ADMIN));

        HttpResponse<String> answer = post("Cookie", cookie, header, value, second, secondValue);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(looks).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp"})
    void whatAFormCanSendIsRefused(String type) throws Exception {
        start("127.0.0.1", "", ADMIN);
        String cookie = cookie(signIn(ADMIN));

        HttpResponse<String> answer = send(request(TEST)
                .headers("Cookie", cookie, "Hawkeye-Admin", "1", "Origin", own(), "Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(CAMERA))
                .build());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(looks).hasValue(0);
    }

    @Test
    void aCookieThatWasTamperedWithOpensNothing() throws Exception {
        start("127.0.0.1", "", ADMIN);
        String cookie = cookie(signIn(ADMIN));
        String[] parts = cookie.split("\\.", -1);

        for (String wrong : List.of(
                cookie.replace("hawkeye-admin=", "hawkeye-admin=9"),
                cookie.substring(0, cookie.length() - 1) + (cookie.endsWith("0") ? '1' : '0'),
                parts[0] + ".Um9vdA." + parts[2],
                parts[0] + "." + parts[2],
                "hawkeye-admin=" + ADMIN,
                "hawkeye-admin=9999999999999.Um9vdA." + "0".repeat(64))) {
            assertThat(post("Cookie", wrong, "Hawkeye-Admin", "1", "Origin", own())
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(looks).hasValue(0);
    }

    @Test
    void aCookieEndsWhenTheTokenChanges() throws Exception {
        start("127.0.0.1", "", ADMIN);
        String cookie = cookie(signIn(ADMIN));
        server.close();

        start("127.0.0.1", "", "another-token-4711");

        assertThat(post("Cookie", cookie, "Hawkeye-Admin", "1", "Origin", own()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void manyWrongTokensAreSlowedDownAndThoseWhoAreInStayIn() throws Exception {
        start("127.0.0.1", TOKEN, ADMIN);
        String cookie = cookie(signIn(ADMIN));
        for (int i = 0; i < 40; i++) {
            post("Authorization", "Bearer wrong" + i);
        }

        assertThat(post("Authorization", "Bearer wrong").statusCode()).isEqualTo(429);
        assertThat(signIn("wrong").statusCode()).isEqualTo(429);
        assertThat(post("Cookie", cookie, "Hawkeye-Admin", "1", "Origin", own()).statusCode())
                .isEqualTo(200);
        assertThat(send(request("/api/cameras")
                                .header("Authorization", "Bearer " + TOKEN)
                                .build())
                        .statusCode())
                .as("readers are not concerned")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "evil.example:8080, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example, 403",
        "hawkeye.example.org, 200",
        "localhost:80, 200",
        "192.0.2.7:8080, 200",
        "[2001:db8::7]:8080, 200"
    })
    void isAnsweredUnderANameOfThisServerOnly(String host, int status) throws Exception {
        start("0.0.0.0", TOKEN, ADMIN);

        assertThat(statusWhenAskedAs(host)).isEqualTo(status);
    }

    @Test
    void onTheNetworkWithoutATokenForReadingNobodyIsAnswered() throws Exception {
        start("0.0.0.0", "", ADMIN);

        HttpResponse<String> answer = post("Authorization", "Bearer " + ADMIN);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("http.token must be set");
        assertThat(looks).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({"a<b", "'   x\ty'", "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"})
    void aNameIsOneThatCanBeShown(String name) throws Exception {
        start("127.0.0.1", "", ADMIN);

        assertThat(post("Authorization", "Bearer " + ADMIN, "Hawkeye-Operator", name)
                        .statusCode())
                .isEqualTo(400);
    }

    private void start(String host, String token, String admin) {
        HttpConfig config = new HttpConfig(host, 0, token, admin, List.of("hawkeye.example.org"));
        Sessions access = new Sessions(Access.of(config), Clock.systemUTC());
        Administration administration =
                new Administration(Administration.NONE.settings(), Administration.NONE.models(), camera -> {
                    looks.incrementAndGet();
                    return new CameraSight(640, 360, 25, "h264", new byte[] {1});
                });
        server = HttpServer.start(
                config,
                new Health(),
                List.of(routes -> console.addTo(routes, access, new AdminAccess(config), administration)));
    }

    private String own() {
        return "http://127.0.0.1:" + server.port();
    }

    private HttpResponse<String> signIn(String token) throws Exception {
        return send(request("/api/admin/session")
                .headers("Hawkeye-Admin", "1", "Origin", own(), "Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + token + "\", \"name\": \"Zoë\"}"))
                .build());
    }

    private static String cookie(HttpResponse<String> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private HttpResponse<String> post(String... headers) throws Exception {
        return send(request(TEST)
                .headers(headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(CAMERA))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Java's client lets nobody set the header Host. */
    private int statusWhenAskedAs(String host) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String request = "POST " + TEST + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + ADMIN
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + CAMERA.length()
                    + "\r\nConnection: close\r\n\r\n" + CAMERA;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            try (InputStream answer = socket.getInputStream()) {
                String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
                return Integer.parseInt(text.split(" ", 3)[1]);
            }
        }
    }
}
