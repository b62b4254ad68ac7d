package dev.hawkeye.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.NetworkAddress;
import dev.hawkeye.ingest.rtsp.RtspRelay;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.DigestAnswer;
import dev.hawkeye.testing.cameras.RtspCamera;
import dev.hawkeye.testing.cameras.RtspCamera.Request;
import dev.hawkeye.testing.cameras.ScriptedCamera;
import dev.hawkeye.testing.cameras.Videos;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RtspCameraTest {
    private static final String PASSWORD = "s3/c?ret";
    private static final String LOGIN = "joe:" + PASSWORD + "@";

    @TempDir
    static Path folder;

    private static Path stream;

    @BeforeAll
    static void draw() throws IOException {
        stream = Videos.write(folder.resolve("live.ts"), 160, 120, 50, 25);
    }

    @Test
    void isReadOverTcpAndNoPortIsOpenedForUdp() throws Exception {
        try (RtspCamera camera = open(true)) {
            assertPictures(camera.url(""));
            assertThat(setups(camera)).hasSize(1).allMatch(transport -> transport.startsWith("RTP/AVP/TCP"));
        }
    }

    @Test
    void isReadOverUdpWhereItKnowsNothingElse() throws Exception {
        try (RtspCamera camera = open(false)) {
            assertPictures(camera.url(""));
            assertThat(setups(camera)).hasSize(2);
            assertThat(setups(camera).get(0)).startsWith("RTP/AVP/TCP");
            assertThat(setups(camera).get(1)).contains("client_port=").doesNotContain("/TCP");
        }
    }

    @Test
    void isNotReadOverUdpWhereItsKeySaysTcp() throws Exception {
        try (RtspCamera camera = open(false)) {
            CameraConfig tcp = new CameraConfig(
                    "gate",
                    null,
                    camera.url(""),
                    0,
                    0,
                    0,
                    90,
                    CameraConfig.Mode.LIVE,
                    CameraConfig.Transport.TCP,
                    true,
                    CameraConfig.GateMode.OFF,
                    null);
            assertThatThrownBy(() -> HttpCameras.open(tcp, Duration.ofSeconds(10), new StopSignal()))
                    .hasMessageContaining("Protocol not supported");
            assertThat(setups(camera)).noneMatch(transport -> transport.contains("client_port"));
        }
    }

    @Test
    void hasItsFullTimeWhenItIsOpenedOverUdpForTheSecondTime() throws Exception {
        // given: a camera that refuses both times, and takes its time for it
        try (ScriptedCamera camera = new ScriptedCamera((request, out) -> {
            pause(Duration.ofSeconds(2)); // longer than a connection may take to be closed
            String sequence = request.header("CSeq");
            out.write(ScriptedCamera.ascii("RTSP/1.0 500 Internal Server Error\r\nCSeq: " + sequence + "\r\n\r\n"));
            return true;
        })) {
            // then
            assertThatThrownBy(() -> assertPictures(camera.url("/live").replace("http:", "rtsp:")))
                    .hasMessageContaining("5XX Server Error");
            assertThat(camera.connections()).isEqualTo(2);
        }
    }

    /** After a refusal it is asked which login it requires, and then opened through the relay. */
    @ParameterizedTest
    @ValueSource(strings = {"asked", "opened"})
    void stopsAtOnceWhileItIsAskedAgain(String step) throws Exception {
        // given
        StopSignal stop = new StopSignal();
        CountDownLatch ended = new CountDownLatch(1);
        RtspCamera.Guard guard = request -> {
            boolean asked = request.header("User-Agent").equals("Hawkeye");
            boolean opened = !request.header("Authorization").isEmpty();
            if (step.equals("asked") ? asked : opened) {
                stop.raise();
                await(ended);
            }
            return false;
        };
        try (RtspCamera camera = new RtspCamera(stream, true, challenges("n1", "SHA-256"), guard)) {
            // then
            assertThatThrownBy(() -> HttpCameras.open(camera.url(LOGIN), 0, Duration.ofDays(1), stop))
                    .isInstanceOf(CameraException.class);
        } finally {
            ended.countDown();
        }
    }

    @Test
    void isNotOpenedForTheSecondTimeAfterAStop() throws Exception {
        StopSignal stop = new StopSignal();
        RtspCamera.Guard guard = request -> {
            stop.raise();
            return false;
        };
        try (RtspCamera camera = new RtspCamera(stream, true, challenges("n1", "SHA-256"), guard)) {
            assertThatThrownBy(() -> HttpCameras.open(camera.url(LOGIN), 0, Duration.ofSeconds(20), stop))
                    .isInstanceOf(CameraException.class);
            assertThat(camera.requests())
                    .filteredOn(request -> request.method().equals("OPTIONS"))
                    .hasSize(1);
        }
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** FFmpeg knows MD5 alone, and of several offers it takes the last. */
    @ParameterizedTest
    @CsvSource({
        "SHA-256, SHA-256",
        "MD5 SHA-256, SHA-256",
        "SHA-256 MD5, SHA-256 or MD5",
        "SHA-512-256, SHA-512-256",
        "MD5 SHA-256, MD5",
        "MD5, MD5",
    })
    void takesALoginByDigestOfAnyAlgorithm(String offered, String taken) throws Exception {
        // given
        List<String> challenges = challenges("n1", offered.split(" "));
        try (RtspCamera camera = new RtspCamera(
                stream, true, challenges, request -> taken.contains(algorithm(request)) && isRight(request))) {
            // then
            assertPictures(camera.url(LOGIN));
            assertThat(camera.requests()).extracting(Request::method).contains("DESCRIBE", "SETUP", "PLAY");
            assertThat(camera.requests())
                    .allMatch(request -> request.url().startsWith(camera.url("").replaceFirst("\\?.*", "")));
        }
    }

    @Test
    void logsInAnewWhenTheCameraWantsAnotherNonce() throws Exception {
        // given: a camera whose nonce is good for two requests
        List<String> challenges = new CopyOnWriteArrayList<>(challenges("n1", "SHA-256"));
        int[] taken = {0};
        RtspCamera.Guard guard = request -> {
            String nonce = "nonce=\"n" + (1 + taken[0] / 2) + '"';
            if (request.header("Authorization").contains(nonce) && isRight(request)) {
                taken[0]++;
                challenges.set(
                        0, challenges("n" + (1 + taken[0] / 2), "SHA-256").get(0) + ", stale=true");
                return true;
            }
            return false;
        };
        try (RtspCamera camera = new RtspCamera(stream, true, challenges, guard)) {
            assertPictures(camera.url(LOGIN));
        }
        assertThat(taken[0]).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-256", "MD5"})
    void saysThatALoginIsWrongAndTriesItOnce(String offered) throws Exception {
        try (RtspCamera camera = new RtspCamera(stream, true, challenges("n1", offered), request -> false)) {
            assertThatThrownBy(() -> assertPictures(camera.url(LOGIN)))
                    .hasMessageContaining("it refuses user and password, or requires a login")
                    .hasMessageNotContaining("s3");
            assertThat(camera.requests())
                    .filteredOn(request -> request.method().equals("DESCRIBE"))
                    .filteredOn(request -> !request.header("Authorization").isEmpty())
                    .hasSize(1);
        }
    }

    @Test
    void letsNoOneIntoItsRelayWithoutTheToken() throws Exception {
        List<String> challenges = challenges("n1", "SHA-256");
        try (RtspCamera camera = new RtspCamera(stream, true, challenges, RtspCameraTest::isRight);
                Deadline deadline = new Deadline(new StopSignal())) {
            // given
            Duration patience = Duration.ofSeconds(10);
            deadline.in(patience);
            Optional<RtspRelay> relay =
                    RtspRelay.open(NetworkAddress.parse(camera.url(LOGIN)), true, patience, deadline);
            assertThat(relay).isPresent();
            NetworkAddress target = NetworkAddress.parse(relay.get().target());
            assertThat(target.hasLogin()).isFalse();
            int before = camera.requests().size();
            // when
            try (Socket stranger = new Socket("127.0.0.1", target.port())) {
                String request = "DESCRIBE " + target.root() + "/live RTSP/1.0\r\nCSeq: 1\r\n\r\n";
                stranger.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                // then
                assertThat(stranger.getInputStream().read()).isNegative();
            }
            assertThat(camera.requests()).hasSize(before);
            relay.get().close();
            awaitRefusal(target.port());
        }
    }

    /** Not at once: who waits at a door holds it open for a moment. */
    private static void awaitRefusal(int port) throws Exception {
        while (true) {
            try {
                new Socket("127.0.0.1", port).close();
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (ConnectException e) {
                return;
            }
        }
    }

    private static RtspCamera open(boolean overTcp) throws IOException {
        return new RtspCamera(stream, overTcp, List.of(), request -> true);
    }

    private static void assertPictures(String url) throws CameraException {
        try (FrameSource source = HttpCameras.open(url, 0, Duration.ofSeconds(10), new StopSignal())) {
            for (int i = 0; i < 3; i++) {
                assertThat(source.next()).isTrue();
                assertThat(source.width()).isEqualTo(160);
            }
            assertThat(source.hasEnd()).isFalse();
        }
    }

    private static List<String> setups(RtspCamera camera) {
        return camera.requests().stream()
                .filter(request -> request.method().equals("SETUP"))
                .map(request -> request.header("Transport"))
                .toList();
    }

    private static List<String> challenges(String nonce, String... algorithms) {
        return List.of(algorithms).stream()
                .map(algorithm ->
                        "Digest realm=\"yard\", nonce=\"" + nonce + "\", qop=\"auth\", algorithm=" + algorithm)
                .toList();
    }

    private static String algorithm(Request request) {
        return DigestAnswer.parameters(request.header("Authorization")).getOrDefault("algorithm", "none");
    }

    private static boolean isRight(Request request) {
        Map<String, String> given = DigestAnswer.parameters(request.header("Authorization"));
        String algorithm = given.getOrDefault("algorithm", "MD5").replace("SHA-512-256", "SHA-512/256");
        return request.url().equals(given.get("uri"))
                && DigestAnswer.isRight(algorithm, request.method(), given, "joe", PASSWORD);
    }
}
