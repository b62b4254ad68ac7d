package dev.hawkeye.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.MjpegCamera;
import dev.hawkeye.testing.cameras.PlainPictures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60) // a call that hangs is what these tests are about
final class HttpCameraTest {
    private final StopSignal stop = new StopSignal();
    private MjpegCamera camera;

    @BeforeEach
    void switchOn() throws IOException {
        List<byte[]> pictures =
                List.of(PlainPictures.encoded(".jpg", 320, 240, 0), PlainPictures.encoded(".jpg", 640, 480, 1));
        camera = new MjpegCamera(pictures, 20);
    }

    @AfterEach
    void switchOff() throws IOException {
        camera.close();
    }

    @Test
    void followsChangesOfResolution() throws Exception {
        try (FrameSource source = open(Duration.ofSeconds(20))) {
            for (int i = 0; i < 4; i++) {
                assertThat(source.next()).isTrue();
                assertThat(source.picture(0).cols()).isEqualTo(source.width()).isEqualTo(i % 2 == 0 ? 320 : 640);
                assertThat(source.picture(400).cols()).isEqualTo(i % 2 == 0 ? 320 : 400);
            }
        }
    }

    @Test
    void saysWhenPicturesArrived() throws Exception {
        try (FrameSource source = open(Duration.ofSeconds(20))) {
            assertThat(source.hasEnd()).isFalse();
            for (int i = 0; i < 4; i++) {
                Instant before = Instant.now();
                assertThat(source.next()).isTrue();
                assertThat(source.arrived()).isBetween(before, Instant.now());
            }
        }
    }

    @Test
    void distinguishesALostConnectionFromAnEnd() throws Exception {
        try (FrameSource source = open(Duration.ofSeconds(20))) {
            assertThat(source.next()).isTrue();
            camera.die();
            assertThatThrownBy(() -> readOn(source))
                    .isInstanceOfSatisfying(
                            CameraException.class,
                            e -> assertThat(e.isPermanent()).isFalse())
                    .hasMessageContaining("broke off")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void abandonsACameraThatFreezes() throws Exception {
        try (FrameSource source = open(Duration.ofSeconds(3))) {
            assertThat(source.next()).isTrue();
            camera.freeze();
            assertThatThrownBy(() -> readOn(source))
                    .isInstanceOf(CameraException.class)
                    .hasMessageContaining("sent nothing for 3000 ms")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void abandonsACameraThatFreezesWhileItIsOpened() {
        camera.freeze();
        assertThatThrownBy(() -> open(Duration.ofMillis(500)).close())
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("sent nothing for 500 ms");
    }

    @Test
    void stopsAtOnceInTheMiddleOfARead() throws Exception {
        try (FrameSource source = open(Duration.ofDays(1))) {
            assertThat(source.next()).isTrue();
            camera.freeze();
            Thread stopper = new Thread(stop::raise);
            stopper.start();
            assertThatThrownBy(() -> readOn(source)).isInstanceOf(CameraException.class);
            stopper.join();
        }
    }

    private static void readOn(FrameSource source) throws CameraException {
        while (source.next()) {
            assertThat(source.width()).isPositive();
        }
    }

    private FrameSource open(Duration stall) throws CameraException {
        return HttpCameras.open(camera.url("joe:s3cret@"), 0, stall, stop);
    }
}
