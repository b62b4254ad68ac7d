package dev.hawkeye.ingest.input;

import static dev.hawkeye.testing.cameras.ScriptedCamera.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.ingest.timing.Timeline;
import dev.hawkeye.testing.cameras.ScriptedCamera;
import dev.hawkeye.testing.cameras.Videos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HlsCameraIT {
    private static final int FRAMES = 60;
    private static final Pattern PIECE = Pattern.compile("live(\\d+)");
    private static final byte[] KEY = ascii("0123456789abcdef");

    @TempDir
    Path directory;

    private ScriptedCamera camera;
    private UnaryOperator<String> list = text -> text;
    private UnaryOperator<byte[]> piece = bytes -> bytes;
    private boolean endlessKey;

    @BeforeEach
    void serve() throws IOException {
        Videos.write(directory.resolve("live.m3u8"), 320, 192, FRAMES, 25);
        camera = new ScriptedCamera((request, out) -> {
            Matcher number = PIECE.matcher(request.path());
            byte[] body;
            if (request.path().contains("m3u8")) {
                body = ascii(list.apply(Files.readString(directory.resolve("live.m3u8"))));
            } else if (number.find()) {
                body = piece.apply(Files.readAllBytes(directory.resolve("live" + number.group(1) + ".ts")));
            } else if (endlessKey) {
                out.write(ascii("HTTP/1.1 200 OK\r\n\r\n"));
                while (true) {
                    out.write(KEY);
                }
            } else {
                body = KEY;
            }
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"));
            out.write(body);
            return true;
        });
    }

    @AfterEach
    void stop() throws IOException {
        camera.close();
    }

    @Test
    void readsThePicturesOfEverySegmentAndHasAnEndWhereTheListHasOne() throws Exception {
        list = text -> text.contains("#EXT-X-ENDLIST") ? text : text + "#EXT-X-ENDLIST\n";
        try (FrameSource source = open()) {
            assertAllPictures(source);
            assertThat(source.hasEnd()).isTrue();
        }
    }

    @Test
    void doesNotMissWhatPiecesAreSaidToBeLongerThanTheyAre() throws Exception {
        list = text -> text.replaceAll("#EXTINF:[\\d.]+", "#EXTINF:9.0");
        try (FrameSource source = open()) {
            assertAllPictures(source);
        }
    }

    @Test
    void readsAListWithoutAnEndAsACamera() throws Exception {
        list = text -> text.replace("#EXT-X-ENDLIST", "");
        try (FrameSource source = open()) {
            assertThat(source.next()).isTrue();
            assertThat(source.hasEnd()).isFalse();
        }
    }

    @Test
    void picturesThatArriveAtOnceAreCapturedAtTheirOwnPace() throws Exception {
        // given
        list = text -> text.replace("#EXT-X-ENDLIST", "");
        CameraConfig config =
                new CameraConfig("gate", camera.url("/live.m3u8"), 5, 0, 0, 90, CameraConfig.Mode.LIVE, null);
        List<Instant> times = new ArrayList<>();
        try (FrameSource source = HttpCameras.open(config, Duration.ofSeconds(20), new StopSignal())) {
            Timeline timeline = Timeline.of(config, source, Duration.ofSeconds(5));
            // when
            for (int i = 0; i < FRAMES / 2; i++) {
                assertThat(source.next()).isTrue();
                timeline.advance(source.micros(), source.arrived());
                times.add(timeline.captured());
            }
        }
        // then
        assertThat(Duration.between(times.get(0), times.get(FRAMES / 2 - 1)))
                .isGreaterThanOrEqualTo(Duration.ofMillis((FRAMES / 2 - 1) * 40));
    }

    @Test
    void endsWithAListThatGetsItsEndLater() throws Exception {
        AtomicInteger readings = new AtomicInteger();
        list = text -> {
            String open = text.replace("#EXT-X-ENDLIST", "");
            return readings.incrementAndGet() < 3 ? open : open + "#EXT-X-ENDLIST\n";
        };
        try (FrameSource source = open()) {
            assertAllPictures(source);
        }
        assertThat(readings).hasValue(3);
    }

    @Test
    void isLostWhereTheListIsGoneBeforeItHasAnEnd() throws Exception {
        AtomicInteger readings = new AtomicInteger();
        list = text -> readings.incrementAndGet() < 2 ? text.replace("#EXT-X-ENDLIST", "") : "gone";
        try (FrameSource source = open()) {
            assertThatThrownBy(() -> {
                        while (source.next()) {
                            assertThat(source.width()).isEqualTo(320);
                        }
                    })
                    .isInstanceOf(CameraException.class)
                    .hasMessageContaining("broke off");
        }
    }

    @Test
    void readsEveryPictureWhereTimesRestartBetweenPieces() throws Exception {
        // given: the pieces twice, as a camera lists them that was started again
        list = text -> {
            String pieces = text.substring(text.indexOf("#EXTINF")).replace("#EXT-X-ENDLIST", "");
            return text.replace("#EXT-X-ENDLIST", "") + "#EXT-X-DISCONTINUITY\n" + pieces + "#EXT-X-ENDLIST\n";
        };
        CameraConfig config = new CameraConfig(
                "gate", camera.url("/live.m3u8"), 0, 0, 0, 90, CameraConfig.Mode.LOSSLESS, Instant.EPOCH);
        List<Instant> times = new ArrayList<>();
        try (FrameSource source = HttpCameras.open(config, Duration.ofSeconds(20), new StopSignal())) {
            Timeline timeline = Timeline.of(config, source, Duration.ofSeconds(5));
            while (source.next()) {
                timeline.advance(source.micros(), source.arrived());
                times.add(timeline.captured());
            }
            assertThat(source.shortfall()).isEmpty();
        }
        assertThat(times).hasSize(2 * FRAMES).isSorted().doesNotHaveDuplicates();
        assertThat(times).endsWith(Instant.ofEpochMilli((2 * FRAMES - 1) * 40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=ab/cd", ".jpg", "", ".php?a=b.m3u"})
    void readsPiecesWhateverTheirNames(String ending) throws Exception {
        list = text -> text.replace(".ts", ending);
        assertPictures();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsEncryptedPiecesAndNoMoreOfAKeyThanItHas(boolean endless) throws Exception {
        endlessKey = endless;
        String iv = "000102030405060708090a0b0c0d0e0f";
        list = text -> text.replaceFirst("#EXTINF", "#EXT-X-KEY:METHOD=AES-128,URI=\"key\",IV=0x" + iv + "\n#EXTINF");
        piece = bytes -> encrypted(bytes, iv);
        assertPictures();
    }

    @Test
    void doesNotShowTheLoginToAnotherHost() throws Exception {
        try (ScriptedCamera other = new ScriptedCamera((request, out) -> {
            out.write(ascii("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=a\r\nContent-Length: 0\r\n\r\n"));
            return true;
        })) {
            list = text -> text.replaceAll("(?m)^live", "http://127.0.0.1:" + other.port() + "/live");
            assertThatThrownBy(() -> read("http://joe:s3cret@127.0.0.1:" + camera.port() + "/live.m3u8"))
                    .isInstanceOf(CameraException.class)
                    .hasMessageContaining("it requires user and password (401)")
                    .hasMessageNotContaining("s3cret");
            assertThat(other.requests())
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).isEmpty());
        }
    }

    /** FILE stands for a piece on this machine's disk, which a list must not make part of the camera's pictures. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file://FILE",
                "file:FILE",
                "concat:FILE|FILE",
                "concatf:FILE",
                "subfile,,start,0,end,0,,:FILE",
                "subfile:FILE",
                "crypto:FILE",
                "crypto+file://FILE",
                "cache:FILE",
                "async:FILE",
                "data:video/mp2t;base64,R0BAEA==",
                "pipe:0",
                "fd:",
                "tcp://127.0.0.1:1/",
                "udp://127.0.0.1:1",
                "unix:FILE",
                "rtp://127.0.0.1:1",
                "rtsp://127.0.0.1:1/",
                "ftp://127.0.0.1:1/",
                "gopher://127.0.0.1:1/",
                "hls+http://127.0.0.1:1/a.m3u8",
                "httpproxy://127.0.0.1:1/",
                "http://169.254.169.254/latest/meta-data",
                "http://[fe80::1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://0xa9fea9fe/",
                "http://224.0.0.1/",
            })
    void opensNothingForAListButHttpWhereACameraMayBe(String named) throws IOException {
        String address = named.replace("FILE", directory.resolve("live0.ts").toString());
        list = text -> text.replaceAll("(?m)^live.*", Matcher.quoteReplacement(address));
        assertThatThrownBy(() -> read(camera.url("/live.m3u8"))).isInstanceOf(CameraException.class);
        assertThat(camera.requests()).noneMatch(request -> request.path().contains("live0"));
    }

    @Test
    void opensNoFileForTheKeyOfAList() throws IOException {
        Path key = Files.write(directory.resolve("key"), KEY);
        String iv = "000102030405060708090a0b0c0d0e0f";
        list = text -> text.replaceFirst(
                "#EXTINF", "#EXT-X-KEY:METHOD=AES-128,URI=\"file://" + key + "\",IV=0x" + iv + "\n#EXTINF");
        piece = bytes -> encrypted(bytes, iv);
        assertThatThrownBy(() -> read(camera.url("/live.m3u8"))).isInstanceOf(CameraException.class);
    }

    private static byte[] encrypted(byte[] bytes, String iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(KEY, "AES"),
                    new IvParameterSpec(HexFormat.of().parseHex(iv)));
            return cipher.doFinal(bytes);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertPictures() throws CameraException {
        assertThat(read(camera.url("/live.m3u8"))).isEqualTo(FRAMES);
    }

    private static void assertAllPictures(FrameSource source) throws CameraException {
        int pictures = 0;
        while (source.next()) {
            assertThat(source.width()).isEqualTo(320);
            pictures++;
        }
        assertThat(pictures).isEqualTo(FRAMES);
        assertThat(source.shortfall()).isEmpty();
    }

    private static int read(String url) throws CameraException {
        int pictures = 0;
        try (FrameSource source = HttpCameras.open(url, 0, Duration.ofSeconds(20), new StopSignal())) {
            while (pictures < FRAMES && source.next()) {
                pictures++;
            }
        }
        return pictures;
    }

    private FrameSource open() throws CameraException {
        return HttpCameras.open(camera.url("/live.m3u8"), 0, Duration.ofSeconds(20), new StopSignal());
    }
}
