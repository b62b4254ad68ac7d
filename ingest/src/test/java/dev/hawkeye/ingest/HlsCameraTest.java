package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.ingest.testing.Videos;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HlsCameraTest {
    private static final int FRAMES = 60;

    @TempDir
    Path directory;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        Videos.write(directory.resolve("live.m3u8"), 320, 192, FRAMES, 25);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
            byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsThePicturesOfEverySegment() throws Exception {
        // given
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/live.m3u8";
        CameraConfig camera = new CameraConfig("hls", url, 0, 0, 0, 90, CameraConfig.Mode.LIVE);

        // when
        int pictures = 0;
        try (FrameSource source = Sources.of(camera, SourceKind.HTTP, Duration.ofSeconds(20), new StopSignal())) {
            source.open();
            while (pictures < FRAMES && source.next()) {
                pictures++;
            }

            // then
            assertThat(source.width()).isEqualTo(320);
        }
        assertThat(pictures).isEqualTo(FRAMES);
    }
}
