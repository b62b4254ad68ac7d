package dev.hawkeye.ingest.http;

import static dev.hawkeye.testing.cameras.ScriptedCamera.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.NetworkAddress;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.ScriptedCamera;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HttpAccessTest {

    /** As containers are called, and others whose names Java's URIs do not take for hosts. */
    @ParameterizedTest
    @ValueSource(strings = {"cam_1", "street_cam.site", "camera.1", "kamera-süd", "-cam"})
    void asksAHostWhateverItsName(String host) throws Exception {
        try (ScriptedCamera camera = new ScriptedCamera((request, out) -> {
                    String answer = request.header("Authorization").isEmpty()
                            ? "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"camera\"\r\nContent-Length: 0\r\n\r\n"
                            : request.path().equals("/moved")
                                    ? "HTTP/1.1 302 Found\r\nLocation: /list\r\nContent-Length: 0\r\n\r\n"
                                    : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
                    out.write(ascii(answer));
                    return true;
                });
                Deadline deadline = new Deadline(new StopSignal())) {
            // given
            deadline.in(Duration.ofSeconds(20));
            String place = host + ":" + camera.port();
            HttpAccess access = new HttpAccess(
                    NetworkAddress.parse("http://joe:s3cret@" + place + "/moved"), true, deadline, name -> {
                        assertThat(name).isEqualTo(host);
                        return InetAddress.getByName("127.0.0.1");
                    });
            // then: the address itself, and one that a list of the camera names
            assertThat(access.get().body().readAllBytes()).isEqualTo(ascii("ok"));
            assertThat(access.get(URI.create("http://" + place + "/piece?number=1"), 0, -1)
                            .body()
                            .readAllBytes())
                    .isEqualTo(ascii("ok"));
            assertThat(camera.requests())
                    .extracting(ScriptedCamera.Request::path)
                    .containsExactly("/moved", "/moved", "/list", "/piece?number=1");
            // and: the login is for this camera alone
            assertThatThrownBy(() -> access.get(URI.create("http://other_" + place + "/piece"), 0, -1))
                    .hasMessageContaining("a host by that name cannot be reached");
        }
    }

    /** Many a camera redirects to, or lists, its own address with the port. */
    @ParameterizedTest
    @CsvSource({
        "http://cam/live, http://cam:80/live/1.ts, true",
        "http://cam:80/live, http://CAM/live/1.ts, true",
        "https://cam/live, https://cam:443/live/1.ts, true",
        "http://cam/live, http://cam:8080/live/1.ts, false",
        "http://cam/live, https://cam/live/1.ts, false",
        "http://cam/live, http://cam:443/live/1.ts, false",
        "http://cam/live, http://other/live/1.ts, false",
    })
    void knowsTheCameraItselfByItsHostAndPort(String camera, String named, boolean itself) {
        assertThat(HttpAccess.isSameServer(URI.create(camera), URI.create(named)))
                .isEqualTo(itself);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK",
                "206 Partial Content\r\nContent-Range: bytes 0-9/10",
                "206 Partial Content\r\nContent-Range: bytes 5-9/99999999999999999999",
                "206 Partial Content\r\nContent-Range: bytes 99999999999999999999-/10",
                "302 Found\r\nLocation: ftp://127.0.0.1/",
                "404 Not Found",
            })
    void leavesNoConnectionToACameraWhoseAnswerIsOfNoUse(String head) throws Exception {
        // given: a camera that sends until the connection is closed
        CountDownLatch closed = new CountDownLatch(1);
        try (ScriptedCamera camera = new ScriptedCamera((request, out) -> {
                    try {
                        out.write(ascii("HTTP/1.1 " + head + "\r\n\r\n"));
                        while (true) {
                            out.write(new byte[4096]);
                        }
                    } finally {
                        closed.countDown();
                    }
                });
                Deadline deadline = new Deadline(new StopSignal())) {
            deadline.in(Duration.ofSeconds(50));
            HttpAccess access = new HttpAccess(NetworkAddress.parse(camera.url("/video")), true, deadline);
            // when
            assertThatThrownBy(() -> access.get(URI.create(camera.url("/video")), 5, -1))
                    .isInstanceOf(IOException.class);
            // then
            closed.await();
        }
    }

    @Test
    void takesAnAnswerOfASizeThatNoNumberHoldsAsOneOfUnknownSize() throws Exception {
        try (ScriptedCamera camera = new ScriptedCamera((request, out) -> {
                    out.write(ascii("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-/99999999999999999999\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"));
                    return true;
                });
                Deadline deadline = new Deadline(new StopSignal())) {
            deadline.in(Duration.ofSeconds(20));
            HttpAccess access = new HttpAccess(NetworkAddress.parse(camera.url("/video")), true, deadline);
            HttpAnswer answer = access.get();
            assertThat(answer.size()).isEqualTo(-1);
            assertThat(answer.body().readAllBytes()).isEqualTo(ascii("ok"));
        }
    }

    @Test
    void keepsTheNewestCookiesOfACameraAlone() throws Exception {
        // given: a camera that sets another cookie with every answer, one of them too long, and one again and again
        int[] answers = {0};
        try (ScriptedCamera camera = new ScriptedCamera((request, out) -> {
                    String name = "c" + ++answers[0];
                    out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nSet-Cookie: " + name + "="
                            + "v".repeat(answers[0] == 50 ? 10_000 : 10)
                            + "; Path=/\r\nSet-Cookie: session=s" + answers[0] + "\r\n\r\nok"));
                    return true;
                });
                Deadline deadline = new Deadline(new StopSignal())) {
            HttpAccess access = new HttpAccess(NetworkAddress.parse(camera.url("/video")), true, deadline);
            // when
            for (int i = 0; i < 51; i++) {
                deadline.in(Duration.ofSeconds(20));
                access.get().body().readAllBytes();
            }
            // then
            List<String> cookies = cookies(camera.requests().get(50));
            assertThat(cookies).hasSize(20).contains("session=s50", "c49=vvvvvvvvvv");
            assertThat(cookies).noneMatch(cookie -> cookie.startsWith("c50=") || cookie.startsWith("c1="));
        }
    }

    private static List<String> cookies(ScriptedCamera.Request request) {
        return request.headers().stream()
                .filter(header -> header.startsWith("Cookie:"))
                .flatMap(header -> List.of(header.substring("Cookie:".length()).split("; ")).stream())
                .map(String::strip)
                .toList();
    }

    @Test
    void saysThatThereIsNoHostByTheName() {
        try (Deadline deadline = new Deadline(new StopSignal())) {
            assertThatThrownBy(
                            () -> new HttpAccess(NetworkAddress.parse("http://cam_1/video"), true, deadline, name -> {
                                throw new UnknownHostException(name);
                            }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("there is no host by that name");
        }
    }
}
