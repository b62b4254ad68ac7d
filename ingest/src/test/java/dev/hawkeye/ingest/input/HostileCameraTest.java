package dev.hawkeye.ingest.input;

import static dev.hawkeye.testing.cameras.ScriptedCamera.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.http.Reach;
import dev.hawkeye.ingest.picture.Jpeg;
import dev.hawkeye.ingest.picture.JpegCutter;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.ScriptedCamera;
import dev.hawkeye.testing.cameras.Videos;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cameras that want this machine's memory, time, files or services. */
@Timeout(60)
final class HostileCameraTest {
    private static final String MJPEG =
            "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace;boundary=next\r\n\r\n";

    @TempDir
    Path folder;

    private ScriptedCamera camera;

    @AfterEach
    void switchOff() throws IOException {
        camera.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:///etc/passwd | points to an address that is neither http nor https",
                "rtsp://127.0.0.1/live | points to an address that is neither http nor https",
                "data:image/jpeg;base64,AAAA | points to an address that is neither http nor https",
                "http://169.254.169.254/latest | points to an address inside this machine or network",
                "http://[fe80::1]/ | points to an address inside this machine or network",
                "/video | redirects more than 5 times",
                "'' | redirects more than 5 times",
                "'http://a b/' | redirects to an invalid address",
                "http:///a | a host by that name cannot be reached",
            })
    void isNotFollowedEverywhere(String location, String message) throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"));
            return true;
        });
        assertThatThrownBy(() -> open(Duration.ofSeconds(20)))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining(message);
        assertThat(camera.requests()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void isFollowedToWhereItsPicturesAre() throws Exception {
        byte[] jpeg = PlainPictures.encoded(".jpg", 320, 240, 0);
        camera = new ScriptedCamera((request, out) -> {
            out.write(
                    request.path().equals("/video")
                            ? ascii("HTTP/1.1 307 Look\r\nLocation: there?a=b\r\nContent-Length: 0\r\n\r\n")
                            : ascii(MJPEG));
            if (!request.path().equals("/video")) {
                out.write(jpeg);
            }
            return request.path().equals("/video");
        });
        try (FrameSource source = open(Duration.ofSeconds(20))) {
            assertThat(source.next()).isTrue();
        }
        assertThat(camera.requests().get(1).path()).isEqualTo("/there?a=b");
    }

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, 8.8.4.4, true",
        "8.8.8.8, 192.168.0.1, false",
        "8.8.8.8, 100.64.0.1, false",
        "8.8.8.8, fd00::1, false",
        "8.8.8.8, 127.0.0.1, false",
        "192.168.0.1, 10.0.0.1, true",
        "192.168.0.1, 8.8.8.8, true",
        "192.168.0.1, 127.0.0.1, false",
        "192.168.0.1, 0.0.0.0, false",
        "192.168.0.1, ::1, false",
        "192.168.0.1, ::ffff:127.0.0.1, false",
        "192.168.0.1, 169.254.169.254, false",
        "127.0.0.1, 127.0.0.2, true",
        "127.0.0.1, 10.0.0.1, true",
        "127.0.0.1, 169.254.169.254, false",
        "169.254.0.5, 169.254.0.6, true",
        "169.254.0.5, 127.0.0.1, false",
    })
    void mayNotSendUsWhereItCouldNotAskItself(String own, String other, boolean allowed) throws Exception {
        camera = new ScriptedCamera((request, out) -> false);
        assertThat(Reach.of(InetAddress.getByName(own)).maySendTo(Reach.of(InetAddress.getByName(other))))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-More: ", // which never ends
                "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9223372036854775807\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                "HTTP/1.1 999 \r\n\r\n",
                "\u0000\u0001\u0002",
            })
    void givesNothingWithinTheTimeAndIsLeft(String begin) throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(begin));
            while (true) {
                out.write(new byte[4096]);
            }
        });
        assertThatThrownBy(() -> {
                    try (FrameSource source = open(Duration.ofMillis(700))) {
                        source.next();
                    }
                })
                .isInstanceOf(CameraException.class);
    }

    @Test
    void isAbandonedWhenItsHeadersDripWithoutAnEnd() throws Exception {
        camera = new ScriptedCamera((request, out) -> drip(out, "HTTP/1.1 200 OK\r\nX-More: aaaaaaaaaaaaaaaa", "a"));
        assertThatThrownBy(() -> open(Duration.ofMillis(500))).hasMessageContaining("sent nothing for 500 ms");
    }

    @Test
    void isAbandonedWhenItsPictureDripsWithoutAnEnd() throws Exception {
        camera = new ScriptedCamera((request, out) -> drip(out, MJPEG, "\u007f"));
        assertThatThrownBy(() -> {
                    try (FrameSource source = open(Duration.ofMillis(500))) {
                        source.next();
                    }
                })
                .hasMessageContaining("sent nothing for 500 ms");
    }

    private static boolean drip(OutputStream out, String begin, String drop) throws IOException {
        out.write(ascii(begin));
        while (true) {
            out.write(ascii(drop));
            out.flush();
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void isLeftWhenAPartOfItsVideoHasASizeThatNoNumberHolds() throws Exception {
        // given: a video in which FFmpeg has to skip so much that it requests the rest
        byte[] video = Files.readAllBytes(Videos.write(folder.resolve("a.mp4"), 160, 120, 5, 25));
        int type = ByteBuffer.wrap(video).getInt();
        int free = 1 << 22;
        camera = new ScriptedCamera((request, out) -> {
            String part = request.header("Range").replaceAll("\\D", "");
            out.write(ascii(
                    part.isEmpty()
                            ? "HTTP/1.1 200 OK\r\nAccept-Ranges: bytes\r\nContent-Type: video/mp4\r\nContent-Length: "
                                    + (video.length + free) + "\r\n\r\n"
                            : "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes " + part
                                    + "-9999999/99999999999999999999\r\n\r\n"));
            out.write(video, 0, type);
            out.write(ByteBuffer.allocate(free).putInt(free).put(ascii("free")).array());
            out.write(video, type, video.length - type);
            return false;
        });
        // then
        assertThatThrownBy(() -> open(Duration.ofSeconds(20)))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("it does not return the part that was requested");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#EXTM3U\n", "#EXT"})
    void fillsNoMemoryWithAListThatHasNoEnd(String begin) throws Exception {
        byte[] pieces = ascii("#EXTINF:1,\npiece\n".repeat(1000));
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/x-mpegURL\r\n\r\n"));
            out.write(ascii(begin)); // may arrive alone
            out.flush();
            out.write(ascii("#EXTM3U\n".substring(begin.length()) + "#EXT-X-TARGETDURATION:1\n"));
            while (true) {
                out.write(pieces);
            }
        });
        assertThatThrownBy(() -> open("/video.m3u8", Duration.ofSeconds(10)))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("its playlist is longer than 4 MiB");
    }

    @Test
    void fillsNoMemoryWithAListOfListsThatHaveNoEnd() throws Exception {
        byte[] pieces = ascii("#EXTINF:1,\npiece\n".repeat(1000));
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/x-mpegURL\r\n\r\n#EXTM3U\n"));
            if (request.path().equals("/video.m3u8")) {
                out.write(ascii("#EXT-X-STREAM-INF:BANDWIDTH=1\nlarge.m3u8\n"));
                return false;
            }
            while (true) {
                out.write(pieces);
            }
        });
        assertThatThrownBy(() -> open("/video.m3u8", Duration.ofSeconds(10)))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("its playlist is longer than 4 MiB");
    }

    @Test
    void fillsNoMemoryWithAListOfAllowedSizeWhoseAddressIsLong() throws Exception {
        String variant = "a".repeat(3900) + ".m3u8";
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/x-mpegURL\r\n\r\n#EXTM3U\n"));
            out.write(ascii(
                    request.path().equals("/video.m3u8")
                            ? "#EXT-X-STREAM-INF:BANDWIDTH=1\n" + variant + "\n"
                            : "#EXT-X-TARGETDURATION:1\n" + "#EXTINF:1,\na\n".repeat(100_000)));
            return false;
        });
        assertThatThrownBy(() -> open("/video.m3u8", Duration.ofSeconds(10)))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("its playlists need more than 128 MiB of memory");
    }

    @Test
    void saysWhatItWantsInAHeaderTooLongToBeRead() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii("HTTP/1.1 401 No\r\nWWW-Authenticate: Digest realm=\"" + "a".repeat(100_000)
                    + "\", nonce=\"n\"\r\nContent-Length: 0\r\n\r\n"));
            return true;
        });
        String url = camera.url("/video").replace("://", "://joe:s3cret@");
        assertThatThrownBy(() -> HttpCameras.open(url, 50, Duration.ofSeconds(20), new StopSignal()))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("a login that is not supported (401)");
    }

    @Test
    void fillsNoMemoryWithAPictureThatHasNoEnd() throws Exception {
        camera = new ScriptedCamera((request, out) -> false);
        byte[] jpeg = PlainPictures.encoded(".jpg", 320, 240, 0);
        long[] left = {1L << 28};
        InputStream endless = new InputStream() {
            private final InputStream begin = new ByteArrayInputStream(Arrays.copyOf(jpeg, jpeg.length - 2));

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int count = begin.read(bytes, offset, length);
                if (count > 0) {
                    return count;
                }
                Arrays.fill(bytes, offset, offset + length, (byte) 0);
                left[0] -= length;
                return left[0] < 0 ? -1 : length;
            }
        };
        JpegCutter cutter = new JpegCutter(endless);
        assertThat(cutter.next()).isNull();
        assertThat(cutter.torn()).isEqualTo(1);
        assertThat(cutter.bytes()).isGreaterThan(1L << 27);
    }

    @Test
    void costsNoMoreThanAPictureIsWorth() throws Exception {
        camera = new ScriptedCamera((request, out) -> false);
        assertThat(new Jpeg(new byte[0], 8192, 6100, 1).isReasonable()).isTrue();
        assertThat(new Jpeg(new byte[0], 1920, 1080, 10).isReasonable()).isTrue();
        assertThat(new Jpeg(new byte[0], 8192, 6100, 100).isReasonable()).isFalse();
        assertThat(new Jpeg(new byte[0], 320, 240, 100_000).isReasonable()).isFalse();
        assertThat(new Jpeg(new byte[0], 65_535, 65_535, 1).isReasonable()).isFalse();
    }

    private FrameSource open(Duration stall) throws CameraException {
        return open("/video", stall);
    }

    private FrameSource open(String path, Duration stall) throws CameraException {
        return HttpCameras.open(camera.url(path), 50, stall, new StopSignal());
    }
}
