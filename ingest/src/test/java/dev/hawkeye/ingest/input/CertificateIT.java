package dev.hawkeye.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.PlainPictures;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cameras with self-signed certificates. */
@Timeout(60)
final class CertificateIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path directory;

    private static SSLContext tls;

    @BeforeAll
    static void make() throws Exception {
        Path store = directory.resolve("camera.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "camera",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=camera",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
    }

    @Test
    void ofAnHttpsCameraIsCheckedUnlessTurnedOff() throws Exception {
        byte[] jpeg = PlainPictures.encoded(".jpg", 320, 240, 0);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
            exchange.sendResponseHeaders(200, jpeg.length);
            exchange.getResponseBody().write(jpeg);
            exchange.close();
        });
        server.start();
        try {
            String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/snapshot";
            assertThatThrownBy(() -> open(url, true))
                    .hasMessageContaining("its certificate or its TLS is not accepted; verify-certificate: false");
            try (FrameSource source = open(url, false)) {
                assertThat(source.next()).isTrue();
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ofAnRtspsCameraIsCheckedUnlessTurnedOff() throws Exception {
        try (SSLServerSocket server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread camera = new Thread(() -> refuseAll(server), "rtsps-camera");
            camera.setDaemon(true);
            camera.start();
            String url = "rtsps://127.0.0.1:" + server.getLocalPort() + "/live";
            assertThatThrownBy(() -> open(url, true)).hasMessageNotContaining("404 Not Found");
            assertThatThrownBy(() -> open(url, false)).hasMessageContaining("404 Not Found");
        }
    }

    /** An RTSP camera that has nothing under any address, and so whom one has reached. */
    private static void refuseAll(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (Socket viewer = server.accept()) {
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(viewer.getInputStream(), StandardCharsets.US_ASCII));
                String number = "";
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    number = line.startsWith("CSeq:") ? line : number;
                    if (line.isEmpty()) {
                        String answer = "RTSP/1.0 404 Not Found\r\n" + number + "\r\n\r\n";
                        viewer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException e) {
                // the viewer has gone, as it does when it doesn't trust the certificate
            }
        }
    }

    private static FrameSource open(String url, boolean verify) throws CameraException {
        CameraConfig camera = new CameraConfig(
                "gate",
                null,
                url,
                5,
                0,
                0,
                90,
                CameraConfig.Mode.LIVE,
                CameraConfig.Transport.AUTO,
                verify,
                CameraConfig.GateMode.OFF,
                null);
        return HttpCameras.open(camera, Duration.ofSeconds(20), new StopSignal());
    }
}
