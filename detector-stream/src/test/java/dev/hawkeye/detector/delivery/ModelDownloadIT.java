package dev.hawkeye.detector.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.testing.TestAuthority;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models from an HTTPS server of this machine, whose certificate is made here. */
@Timeout(60)
final class ModelDownloadIT {
    private static final String PASSWORD = "secret-of-test";
    private static final int MAX_BYTES = 100_000;

    private static SSLContext serving;
    private static SSLContext asking;

    private final byte[] bytes = new byte[50_000];
    private final CountDownLatch ending = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer server;
    private ModelDownload download;

    @TempDir
    Path directory;

    @BeforeAll
    static void certify(@TempDir Path of) throws IOException, GeneralSecurityException {
        TestAuthority authority = TestAuthority.make(of.resolve("authority"), PASSWORD);
        serving = showing(authority.certificate("server", "-1d", 2, "ip:127.0.0.1"));
        asking = trusting(authority.trust());
    }

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(bytes);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving));
        server.setExecutor(threads);
        server.createContext("/street.onnx", exchange -> answer(exchange, bytes));
        server.createContext("/huge.onnx", exchange -> answer(exchange, new byte[MAX_BYTES + 1]));
        server.createContext("/moved.onnx", exchange -> redirect(exchange, address("/street.onnx")));
        server.createContext("/insecure.onnx", exchange -> redirect(exchange, "http://127.0.0.1/street.onnx"));
        server.createContext("/silent.onnx", this::goSilent);
        server.start();
        download = new ModelDownload(asking, Duration.ofSeconds(2), MAX_BYTES);
    }

    @AfterEach
    void stop() {
        ending.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aModelIsFetchedFromItsAddressAndCheckedByItsDigest() throws IOException {
        // given
        String digest = ModelDigest.ofFile(Files.write(directory.resolve("original"), bytes));
        ModelStock stock = new ModelStock(
                Map.of(),
                "models",
                null,
                new ModelCache(directory.resolve("models")),
                Optional.empty(),
                download,
                () -> false);
        PublishedModel model = new PublishedModel(digest, "street.onnx", 0L, 0, address("/street.onnx?key=1"), null);

        // when
        Path file = stock.file(model);

        // then
        assertThat(file).hasBinaryContent(bytes).hasFileName("street.onnx");

        // and when its digest is another
        model.setSha256("ab".repeat(32));

        // then
        assertThatThrownBy(() -> stock.file(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("street.onnx has the digest " + digest + " instead of abab");
        try (Stream<Path> left = Files.list(directory.resolve("models"))) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void aRedirectIsFollowedButNotToHttp() throws IOException {
        assertThat(fetch("/moved.onnx")).hasBinaryContent(bytes);
        assertThatThrownBy(() -> fetch("/insecure.onnx")).hasMessageContaining("it answers with status 302");
    }

    @Test
    void whatIsTooLargeIsGivenUp() {
        // Patient, since what counts here is its size.
        download = new ModelDownload(asking, Duration.ofMinutes(1), MAX_BYTES);
        assertThatThrownBy(() -> fetch("/huge.onnx"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("(it has more than 100000 bytes)");
    }

    @Test
    void aServerThatGoesSilentIsGivenUp() {
        assertThatThrownBy(() -> fetch("/silent.onnx"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("(it took longer than 2 s)");
    }

    @Test
    void whatIsNotThereAndWhoIsNotTrustedAreSaid() throws GeneralSecurityException {
        assertThatThrownBy(() -> fetch("/missing.onnx?key=secret"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("/missing.onnx (it answers with status 404): check the address")
                .hasMessageNotContaining("secret");

        download = new ModelDownload(SSLContext.getDefault(), Duration.ofSeconds(2), MAX_BYTES);
        assertThatThrownBy(() -> fetch("/street.onnx"))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("certification path");
    }

    @Test
    void onlyHttpsWithoutAPasswordIsAnAddress() {
        for (String wrong :
                new String[] {"http://host/m.onnx", "https:///m.onnx", "https://me:pass@host/m.onnx", "a b"}) {
            assertThatThrownBy(() -> ModelDownload.checkAddress(wrong))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("must be https://HOST/")
                    .hasMessageNotContaining("pass@");
        }
    }

    private Path fetch(String path) throws IOException {
        Path to = directory.resolve("fetched");
        download.fetch(URI.create(address(path)), to, () -> false);
        return to;
    }

    private String address(String path) {
        return "https://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().add("Location", to);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** After half of the file. */
    private void goSilent(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
        try {
            ending.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static SSLContext showing(Map<String, String> keys) throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store(keys.get("ssl.keystore.location")), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(Map<String, String> trust) throws IOException, GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store(trust.get("ssl.truststore.location")));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static KeyStore store(String file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }
}
