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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
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
