package dev.hawkeye.ingest.input;

import static dev.hawkeye.testing.cameras.ScriptedCamera.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.ScriptedCamera;
import dev.hawkeye.vision.picture.Orientation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cameras that send JPEGs over HTTP, each in the way of some maker. */
@Timeout(60)
final class HttpPicturesTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static byte[] jpeg;

    private ScriptedCamera camera;

    @BeforeAll
    static void draw() {
        jpeg = PlainPictures.encoded(".jpg", 320, 240, 0);
    }

    @AfterEach
    void switchOff() throws IOException {
        if (camera != null) {
            camera.close();
        }
    }

    /** In the texts '|' stands for a line end and LENGTH for the size of the picture. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ' ',
            value = {
                "`multipart/x-mixed-replace;boundary=next` `--next|Content-Type: image/jpg|Content-Length: LENGTH||`",
                "`multipart/x-mixed-replace;boundary=next` `--next|Content-Type: image/pjpeg|Content-Length: LENGTH||`",
                "`multipart/x-mixed-replace;boundary=next` `--next|Content-Length: LENGTH||`",
                "`multipart/x-mixed-replace;boundary=next` `--next||`",
                "`multipart/x-mixed-replace;boundary=--next` `--next|Content-Type: image/jpeg||`",
                "`multipart/x-mixed-replace;boundary=next` `next|Content-Type: image/jpeg||`",
                "`multipart/x-mixed-replace; boundary=\"next\"` `--next|Content-Type: image/jpeg||`",
                "`multipart/x-mixed-replace` `--next|Content-Type: image/jpeg||`",
                "`Multipart/X-Mixed-Replace;boundary=next` `--next|Content-Type: text/plain||frame 1|--next|Content-Type: image/jpeg||`",
                "`video/x-motion-jpeg` `--next|Content-Type: image/jpeg||`",
                "`application/octet-stream` ``",
                "`` `--next|Content-Type: image/jpeg||`",
            })
    void readsEveryPictureWhateverIsAroundIt(String type, String before) throws Exception {
        for (String lineEnd : new String[] {"\r\n", "\n"}) {
            camera = new ScriptedCamera((request, out) -> {
                out.write(ascii(OK + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n") + "\r\n"));
                String head = before.replace("|", lineEnd).replace("LENGTH", "" + jpeg.length);
                for (int i = 0; i < 5; i++) {
                    out.write(ascii(head));
                    out.write(jpeg);
                    out.write(ascii(lineEnd));
                    out.flush();
                }
                hold(out);
                return false;
            });
            assertPictures(5);
            camera.close();
        }
    }

    @Test
    void readsThePictureBeforeTheFirstBoundary() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: multipart/x-mixed-replace;boundary=next\r\n\r\n"));
            for (int i = 0; i < 3; i++) {
                out.write(ascii((i == 0 ? "" : "--next\r\n") + "Content-Type: image/jpeg\r\n\r\n"));
                out.write(jpeg);
                out.write(ascii("\r\n"));
            }
            hold(out);
            return false;
        });
        assertPictures(3);
    }

    @Test
    void continuesAfterAnIncompletePicture() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: multipart/x-mixed-replace;boundary=next\r\n\r\n"));
            out.write(ascii("--next\r\n\r\n"));
            out.write(Arrays.copyOf(jpeg, 15)); // cut off in its headers
            out.write(ascii("\r\n--next\r\n\r\n"));
            out.write(jpeg);
            hold(out);
            return false;
        });
        assertPictures(1);
    }

    /** Its lower half would be gray, unnoticed. */
    @Test
    void leavesOutAPictureThatWasCutOffInItsMiddle() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: multipart/x-mixed-replace;boundary=next\r\n\r\n"));
            for (int i = 0; i < 8; i++) {
                out.write(ascii("--next\r\n\r\n"));
                out.write(i % 2 == 0 ? Arrays.copyOf(jpeg, jpeg.length / 2) : jpeg);
            }
            return false;
        });
        try (FrameSource source = open("/video", 50)) {
            for (int i = 0; i < 4; i++) {
                assertThat(source.next()).isTrue();
            }
            assertThatThrownBy(source::next).isInstanceOf(CameraException.class);
        }
    }

    @Test
    void readsACameraThatNeverWritesTheEndOfAPicture() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: multipart/x-mixed-replace;boundary=next\r\n\r\n"));
            for (int i = 0; i < 10; i++) {
                out.write(ascii("--next\r\n\r\n"));
                out.write(jpeg, 0, jpeg.length - 2);
            }
            hold(out);
            return false;
        });
        assertPictures(5);
    }

    /** As a browser does, and as a folder of the same pictures is read. */
    @ParameterizedTest
    @CsvSource({
        "multipart/x-mixed-replace;boundary=next, 1",
        "multipart/x-mixed-replace;boundary=next, 3",
        "multipart/x-mixed-replace;boundary=next, 5",
        "multipart/x-mixed-replace;boundary=next, 6",
        "multipart/x-mixed-replace;boundary=next, 8",
        "image/jpeg, 6"
    })
    void turnsPicturesAsTheirExifDataAsks(String type, int exif) throws Exception {
        // given
        byte[] turned = dev.hawkeye.testing.BlockPictures.turned(jpeg, exif);
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: " + type + "\r\n\r\n"));
            out.write(turned);
            if (type.startsWith("multipart")) {
                hold(out);
            }
            return false;
        });
        try (FrameSource source = open("/video", 50);
                Mat pixels = imdecode(new Mat(jpeg), IMREAD_COLOR);
                Mat memory = new Mat();
                Mat difference = new Mat()) {
            // when
            assertThat(source.next()).isTrue();
            // then
            Mat seen = Orientation.of(ByteBuffer.wrap(turned)).upright(pixels, memory);
            assertThat(List.of(source.width(), source.height())).containsExactly(seen.cols(), seen.rows());
            absdiff(source.picture(0), seen, difference);
            assertThat(mean(difference).get(0)).isLessThan(3);
            assertThat(source.picture(120).cols()).isEqualTo(120);
        }
    }

    @Test
    void asksForSnapshotsAtAnEvenPaceOnOneConnection() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n"));
            out.write(jpeg);
            return true;
        });
        try (FrameSource source = open("/snapshot?user=joe", 20)) {
            long begin = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                assertThat(source.next()).isTrue();
                assertThat(source.picture(0).cols()).isEqualTo(320);
                assertThat(source.micros() % 50_000 == 0 || i == 0).isTrue();
            }
            assertThat(System.nanoTime() - begin).isGreaterThan(9 * 50_000_000L - 50_000_000L);
            assertThat(source.hasEnd()).isFalse();
        }
        assertThat(camera.requests())
                .hasSize(10)
                .allSatisfy(request -> assertThat(request.path()).isEqualTo("/snapshot?user=joe"));
        assertThat(camera.connections()).isEqualTo(1);
    }

    @Test
    void asksForSnapshotsAlsoWhereEachEndsItsConnection() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii("HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n"));
            out.write(jpeg);
            return false;
        });
        assertPictures(4);
    }

    @Test
    void saysSoWhenAnAnswerHasNoPicture() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: image/png\r\nContent-Length: 4\r\n\r\n\211PNG"));
            return true;
        });
        assertThatThrownBy(() -> assertPictures(1)).hasMessageEndingWith("broke off: its response has no JPEG");
    }

    @Test
    void decodesOnlyThePicturesThatAreAskedFor() throws Exception {
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: multipart/x-mixed-replace;boundary=next\r\n\r\n"));
            for (int i = 0; i < 10_000; i++) {
                out.write(ascii("--next\r\n\r\n"));
                out.write(jpeg);
            }
            hold(out);
            return false;
        });
        try (FrameSource source = open("/", 5)) {
            for (int i = 0; i < 10_000; i++) {
                assertThat(source.next()).isTrue();
            }
            assertThat(source.decodeNanos()).isZero();
            assertThat(source.picture(0).cols()).isEqualTo(320);
            assertThat(source.decodeNanos()).isPositive();
        }
    }

    @Test
    void reportsAPictureThatCannotBeDecoded() throws Exception {
        byte[] broken = jpeg.clone();
        broken[indexOf(broken, 0xc0) + 4] = 0; // bits per sample
        camera = new ScriptedCamera((request, out) -> {
            out.write(ascii(OK + "Content-Type: image/jpeg\r\nContent-Length: " + jpeg.length + "\r\n\r\n"));
            out.write(broken);
            return true;
        });
        try (FrameSource source = open("/", 5)) {
            assertThat(source.next()).isTrue();
            assertThat(source.picture(0)).isNull();
            assertThat(source.torn()).isEqualTo(1);
        }
    }

    private static int indexOf(byte[] bytes, int marker) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == (byte) 0xff && bytes[i + 1] == (byte) marker) {
                return i;
            }
        }
        throw new IllegalArgumentException();
    }

    /** Keeps the connection until the other side ends it. */
    private static void hold(OutputStream out) throws IOException {
        out.flush();
        try {
            Thread.sleep(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertPictures(int count) throws CameraException {
        try (FrameSource source = open("/video", 50)) {
            for (int i = 0; i < count; i++) {
                assertThat(source.next()).isTrue();
                assertThat(source.width()).isEqualTo(320);
                assertThat(source.height()).isEqualTo(240);
                assertThat(source.picture(160).rows()).isEqualTo(120);
            }
            assertThat(source.bytesRead()).isGreaterThanOrEqualTo((long) count * jpeg.length);
        }
    }

    private FrameSource open(String path, double fps) throws CameraException {
        return HttpCameras.open(camera.url(path), fps, PATIENCE, new StopSignal());
    }
}
