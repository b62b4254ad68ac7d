package dev.hawkeye.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.ingest.ffmpeg.SourceAddress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CameraConfigTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b | 5 | 0 | 0 | 90 | id must be",
                "'' | 5 | 0 | 0 | 90 | id must be",
                "gate | -1 | 0 | 0 | 90 | camera 'gate': fps must be from 0 (all) to 1000, got: -1.0",
                "gate | NaN | 0 | 0 | 90 | camera 'gate': fps must be from 0 (all) to 1000, got: NaN",
                "gate | 5 | -2 | 0 | 90 | camera 'gate': every must be 0 (go by fps) or more, got: -2",
                "gate | 5 | 0 | 1 | 90 | camera 'gate': max-width must be 0 (no limit) or 2 to 65500 pixels, got: 1",
                "gate | 5 | 0 | 0 | 0 | camera 'gate': jpeg-quality must be from 1 to 100, got: 0",
                "gate | 5 | 0 | 0 | 101 | camera 'gate': jpeg-quality must be from 1 to 100, got: 101",
            })
    void namesCameraKeyAndValue(String id, double fps, int every, int maxWidth, int quality, String message) {
        assertThatThrownBy(() -> new CameraConfig(id, "rtsp://cam/live", fps, every, maxWidth, quality, Mode.LIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesASchemeThatIsUnknownWithoutShowingThePassword() {
        assertThatThrownBy(() -> new CameraConfig("gate", "ftp://joe:s3cret@cam/a", 5, 0, 0, 90, Mode.LIVE))
                .hasMessageStartingWith("camera 'gate': url must be rtsp://")
                .hasMessageEndingWith("got: ftp://***@cam/a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' rtsp://admin:s3cret@10.0.0.7/a' | must not have a blank before or after it, got: ' rtsp://***@10.0.0.7/a'",
                "'rtsp://admin:s3cret@10.0.0.7/a ' | must not have a blank before or after it",
                "rtsp:/admin:s3cret@10.0.0.7/a | must begin with rtsp://, got: 'rtsp:/***@10.0.0.7/a'",
                "RTSP:admin:s3cret@10.0.0.7/a | must begin with rtsp://",
                "http//admin:s3cret@10.0.0.7/a | must begin with http://",
                "'\"rtsp://admin:s3cret@10.0.0.7/a\"' | must begin with rtsp:// or http:// if it is an address",
                "admin:s3cret@10.0.0.7:554/a | must begin with rtsp:// or http:// if it is an address, got: '***@10.0.0.7:554/a'",
                "//admin:s3cret@10.0.0.7/a | must begin with rtsp:// or http://",
                "/admin:s3cret@10.0.0.7/a | must begin with rtsp:// or http://",
                "file://admin:s3cret@nas/a.mp4 | must begin with rtsp:// or http://",
                "admin:s3cret%4010.0.0.7/a | must begin with rtsp:// or http://",
                "10.0.0.7:554/stream1 | must begin with rtsp:// or http://",
                "10.0.0.7/stream1?pwd=s3cret | must begin with rtsp:// or http://",
                "gate.example:554/stream1 | must begin with rtsp:// or http://",
                "rtsp://admin:12/s3cret@10.0.0.7/a | can be read in more than one way, got: rtsp://***@10.0.0.7/a",
                "rtsp://admin:s3cret:10.0.0.7/a | must name a host, and a port by its number, got: rtsp://***/a",
            })
    void saysWhatIsWrongWithAMistypedAddressWithoutShowingThePassword(String url, String message) {
        assertThatThrownBy(() -> new CameraConfig("gate", url, 5, 0, 0, 90, Mode.LIVE))
                .hasMessageContaining("camera 'gate': url " + message)
                .hasMessageNotContaining("s3cret")
                .satisfies(e -> assertThat(causes(e)).doesNotContain("s3cret"));
    }

    private static String causes(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void takesAFileWhateverItsName(@TempDir Path folder) throws IOException {
        for (String name : List.of(" a.mp4", "rtsp:b.mp4", "c:d@e.mp4", "10.0.0.7:554")) {
            Path file = Files.createFile(folder.resolve(name));
            assertThat(SourceKind.of(file.toString())).isEqualTo(SourceKind.FILE);
        }
        assertThat(SourceKind.of("videos/12:30 gate.mp4")).isEqualTo(SourceKind.FILE);
    }

    @Test
    void distinguishesKindsOfSources(@TempDir Path folder) {
        assertThat(SourceKind.of("rtsps://cam/live")).isEqualTo(SourceKind.RTSP);
        assertThat(SourceKind.of("HTTP://cam/video")).isEqualTo(SourceKind.HTTP);
        assertThat(SourceKind.of("/dev/video0")).isEqualTo(SourceKind.DEVICE);
        assertThat(SourceKind.of("v4l2:/dev/camera")).isEqualTo(SourceKind.DEVICE);
        assertThat(SourceKind.of(folder.toString())).isEqualTo(SourceKind.FOLDER);
        assertThat(SourceKind.of("file://" + folder)).isEqualTo(SourceKind.FOLDER);
        assertThat(SourceKind.of(folder.resolve("a.mp4").toString())).isEqualTo(SourceKind.FILE);
    }

    @Test
    void losesNothingOfFilesAndFoldersAndKeepsUpWithAllElseUnlessToldOtherwise(@TempDir Path folder) {
        assertThat(mode(folder.resolve("a.mp4").toString(), Mode.AUTO)).isEqualTo(Mode.LOSSLESS);
        assertThat(mode("file://" + folder.resolve("a.mp4"), Mode.AUTO)).isEqualTo(Mode.LOSSLESS);
        assertThat(mode(folder.toString(), Mode.AUTO)).isEqualTo(Mode.LOSSLESS);
        assertThat(mode("rtsp://192.0.2.1/", Mode.AUTO)).isEqualTo(Mode.LIVE);
        assertThat(mode("https://192.0.2.1/live.m3u8", Mode.AUTO)).isEqualTo(Mode.LIVE);
        assertThat(mode("/dev/video0", Mode.AUTO)).isEqualTo(Mode.LIVE);
        assertThat(mode("synthetic:street?seconds=2", Mode.AUTO)).isEqualTo(Mode.LIVE);
        assertThat(mode(folder.resolve("a.mp4").toString(), Mode.LIVE)).isEqualTo(Mode.LIVE);
        assertThat(mode("rtsp://192.0.2.1/", Mode.LOSSLESS)).isEqualTo(Mode.LOSSLESS);
    }

    private static Mode mode(String url, Mode configured) {
        return new CameraConfig("a", url, 5, 0, 0, 90, configured).mode();
    }

    @Test
    void hidesCredentialsInACameraAndItsErrors() {
        String url = "rtsp://admin:s3cret@10.0.0.7/live?password=s3cret";
        CameraConfig camera = new CameraConfig("gate", url, 5, 0, 1280, 90, CameraConfig.Mode.LIVE);
        SourceAddress address = new SourceAddress(url, SourceKind.RTSP, Duration.ofSeconds(1));
        assertThat(camera.toString()).contains("10.0.0.7").doesNotContain("s3cret");
        assertThat(address.toString()).contains("10.0.0.7").doesNotContain("s3cret");
        assertThat(address.stalled()).hasMessageContaining("10.0.0.7").hasMessageNotContaining("s3cret");
        assertThat(address.lost(-5)).hasMessageContaining("10.0.0.7").hasMessageNotContaining("s3cret");
        assertThat(address.failure(false, -5)).hasMessageNotContaining("s3cret");
    }

    @Test
    void onlyALosslessCameraIsAheadOfTheDetector() {
        assertThat(of("street.mp4", 2, 0, CameraConfig.Mode.AUTO).ahead(64)).isEqualTo(Duration.ofSeconds(32));
        assertThat(of("street.mp4", 2, 5, CameraConfig.Mode.AUTO).ahead(64)).isEqualTo(Duration.ofSeconds(64));
        assertThat(of("street.mp4", 0, 0, CameraConfig.Mode.AUTO).ahead(64)).isEqualTo(Duration.ofSeconds(64));
        assertThat(of("street.mp4", 2, 0, CameraConfig.Mode.LIVE).ahead(64)).isZero();
    }

    private static CameraConfig of(String url, double fps, int every, CameraConfig.Mode mode) {
        return new CameraConfig("gate", url, fps, every, 1280, 90, mode);
    }
}
