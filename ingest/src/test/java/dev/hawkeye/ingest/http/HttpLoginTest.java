package dev.hawkeye.ingest.http;

import static dev.hawkeye.testing.cameras.ScriptedCamera.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.input.HttpCameras;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.DigestAnswer;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.ScriptedCamera;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HttpLoginTest {
    private static final String REFUSAL = String.join(
            "\r\n",
            "HTTP/1.1 401 No",
            "WWW-Authenticate: Digest realm=yard,nonce=n1,qop=auth,algorithm=MD5",
            "WWW-Authenticate: Digest realm=yard,nonce=n1,qop=auth,algorithm=SHA-256",
            "Content-Length: 0",
            "",
            "");

    @Test
    void answersTheExampleOfTheStandard() {
        // RFC 7616, 3.9.1, but for the client's nonce, which is drawn
        for (String algorithm : List.of("MD5", "SHA-256")) {
            HttpLogin login = new HttpLogin("Mufasa", "Circle of Life");
            assertThat(login.learn(List.of("Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                            + algorithm
                            + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe\"")))
                    .isTrue();
            Map<String, String> answer = DigestAnswer.parameters(login.answer("GET", "/dir/index.html"));
            assertThat(answer)
                    .containsEntry("username", "Mufasa")
                    .containsEntry("uri", "/dir/index.html")
                    .containsEntry("algorithm", algorithm)
                    .containsEntry("opaque", "FQhe")
                    .containsEntry("qop", "auth")
                    .containsEntry("nc", "00000001");
            assertThat(DigestAnswer.isRight(algorithm, "GET", answer, "Mufasa", "Circle of Life"))
                    .isTrue();
            assertThat(DigestAnswer.parameters(login.answer("GET", "/"))).containsEntry("nc", "00000002");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Digest realm=\"a\", nonce=\"n\", algorithm=MD5 ; Digest realm=\"a\", nonce=\"n\", algorithm=SHA-256 | SHA-256",
                "Digest realm=\"a\", nonce=\"n\", algorithm=SHA-256, Basic realm=\"a, b\" | SHA-256",
                "Basic realm=\"a\", Digest realm=\"a\", nonce=\"n\" | Digest",
                "Basic realm=\"Digest only\" | Basic am9lOnM6M2NyZXQ=",
                "Digest realm=\"a\", nonce=\"n\", qop=\"auth-int\" ; Basic realm=\"a\" | Basic",
                "digest realm=a, nonce=n, algorithm=SHA-512-256 ; DIGEST realm=a, nonce=n, algorithm=md5 | SHA-512-256",
                "Digest realm=\"a\", nonce=\"n\", algorithm=SHA-256-sess, qop=auth | SHA-256-sess",
            })
    void takesTheStrongestThatIsOffered(String challenges, String answer) {
        HttpLogin login = new HttpLogin("joe", "s:3cret");
        assertThat(login.learn(List.of(challenges.split(" ; ")))).isTrue();
        assertThat(login.answer("GET", "/")).contains(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Digest realm=\"a\", nonce=\"n\", qop=\"auth-int\"",
                "Digest realm=\"a\", nonce=\"n\", algorithm=SHA3-512",
                "Negotiate",
                "''"
            })
    void knowsWhatItCannotAnswer(String challenge) {
        assertThat(new HttpLogin("joe", "s3cret").learn(List.of(challenge))).isFalse();
    }

    @Test
    void answersALongChallengeAndLeavesAnEndlessOne() {
        String realm = "a\\\"b".repeat(1000);
        HttpLogin login = new HttpLogin("joe", "s3cret");
        assertThat(login.learn(List.of("Digest realm=\"" + realm + "\", nonce=n")))
                .isTrue();
        assertThat(login.answer("GET", "/")).contains("realm=\"" + realm + "\"");
        assertThat(new HttpLogin("joe", "s3cret")
                        .learn(List.of("Digest realm=\"" + realm.repeat(1000) + "\", nonce=n")))
                .isFalse();
    }

    @Test
    void fallsBackToWhatACameraTakesOfWhatItOffers() {
        HttpLogin login = new HttpLogin("joe", "s3cret");
        List<String> offered = List.of("Digest realm=a, nonce=n, algorithm=SHA-256", "Digest realm=a, nonce=n");
        assertThat(login.learn(offered)).isTrue();
        assertThat(login.learn(offered)).isTrue();
        assertThat(login.answer("GET", "/")).doesNotContain("SHA-256");
        assertThat(login.learn(offered)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"MD5", "SHA-256"})
    void logsInToACameraThatKnowsOneAlgorithmOfTwo(String algorithm) throws Exception {
        byte[] jpeg = PlainPictures.encoded(".jpg", 320, 240, 0);
        ScriptedCamera.Script script = (request, out) -> {
            Map<String, String> given = DigestAnswer.parameters(request.header("Authorization"));
            boolean right = algorithm.equals(given.get("algorithm"))
                    && DigestAnswer.isRight(algorithm, "GET", given, "joe", "s3/c?ret")
                    && request.path().equals(given.get("uri"));
            out.write(
                    right
                            ? ascii("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length
                                    + "\r\n\r\n")
                            : ascii(REFUSAL));
            if (right) {
                out.write(jpeg);
            }
            return true;
        };
        try (ScriptedCamera camera = new ScriptedCamera(script);
                FrameSource source = open(camera.url("/snap?a=1").replace("://", "://joe:s3/c?ret@"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(source.next()).isTrue();
            }
            int refused = algorithm.equals("MD5") ? 2 : 1;
            assertThat(camera.requests()).hasSize(3 + refused);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",stale=false", ",stale=true"})
    void logsInAnewForEachSnapshotOfACameraWhoseNonceIsForOne(String stale) throws Exception {
        byte[] jpeg = PlainPictures.encoded(".jpg", 320, 240, 0);
        int[] taken = {0};
        ScriptedCamera.Script script = (request, out) -> {
            String nonce = "n" + taken[0];
            Map<String, String> given = DigestAnswer.parameters(request.header("Authorization"));
            boolean right =
                    nonce.equals(given.get("nonce")) && DigestAnswer.isRight("MD5", "GET", given, "joe", "s3cret");
            if (right) {
                taken[0]++;
                out.write(ascii(
                        "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n"));
                out.write(jpeg);
            } else {
                out.write(ascii("HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=yard,qop=auth,nonce=" + nonce + stale
                        + "\r\nContent-Length: 0\r\n\r\n"));
            }
            return true;
        };
        try (ScriptedCamera camera = new ScriptedCamera(script);
                FrameSource source = open(camera.url("/snap").replace("://", "://joe:s3cret@"))) {
            for (int i = 0; i < 3; i++) {
                assertThat(source.next()).isTrue();
            }
        }
    }

    @Test
    void aCameraThatLetUsInAndNoLongerDoesIsTriedOnceMore() {
        HttpLogin login = new HttpLogin("joe", "s3cret");
        assertThat(login.learn(List.of("Digest realm=a, nonce=n1"))).isTrue();
        login.accepted();
        assertThat(login.learn(List.of("Digest realm=a, nonce=n2"))).isTrue();
        assertThat(login.learn(List.of("Digest realm=a, nonce=n3"))).isFalse();
    }

    @Test
    void saysThatALoginIsMissingOrWrong() throws Exception {
        ScriptedCamera.Script script = (request, out) -> {
            out.write(ascii("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=yard\r\nContent-Length: 0\r\n\r\n"));
            return true;
        };
        try (ScriptedCamera camera = new ScriptedCamera(script)) {
            assertThatThrownBy(() -> open(camera.url("/")))
                    .hasMessageEndingWith("cannot be opened: it requires user and password (401)");
            assertThatThrownBy(() -> open(camera.url("/").replace("://", "://joe:s3cret@")))
                    .hasMessageContaining("it refuses user and password")
                    .hasMessageNotContaining("s3cret");
        }
    }

    private static FrameSource open(String url) throws CameraException {
        return HttpCameras.open(url, 50, Duration.ofSeconds(20), new StopSignal());
    }
}
