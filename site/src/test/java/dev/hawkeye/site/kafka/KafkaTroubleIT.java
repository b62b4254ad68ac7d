package dev.hawkeye.site.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.topics.TopicAdmin;
import dev.hawkeye.testing.TestAuthority;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of a Kafka, or a registry, that cannot be used. */
class KafkaTroubleIT {
    private static final String PASSWORD = "of-all-stores";
    private static final String HERE = "ip:127.0.0.1";

    @TempDir
    static Path directory;

    private static TestAuthority authority;
    private static Map<String, String> expired;

    @BeforeAll
    static void make() throws Exception {
        authority = TestAuthority.make(directory.resolve("certificates"), PASSWORD);
        expired = authority.certificate("expired", "-10d", 5, HERE);
    }

    @Test
    void anExpiredCertificateOfABrokerIsNamedWithItsDate() throws Exception {
        HttpsServer broker = serving(expired);
        try {
            Map<String, Object> client = client(broker.getAddress().getPort());

            KafkaTrouble trouble = trouble(client);

            assertThat(trouble.line())
                    .startsWith("Kafka at " + client.get("bootstrap.servers") + " refuses TLS: its"
                            + " certificate, or one that signed it, has expired (NotAfter: ")
                    .endsWith("): renew it there");
            assertThat(trouble.mayHeal()).isTrue();
        } finally {
            broker.stop(0);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsNamed() throws Exception {
        HttpsServer broker = serving(authority.certificate("elsewhere", "-1d", 5, "dns:broker-7.example"));
        try {
            KafkaTrouble trouble = trouble(client(broker.getAddress().getPort()));

            assertThat(trouble.line())
                    .contains(" its certificate is for another host (No subject alternative names matching IP address"
                            + " 127.0.0.1 found): fix the address here, or the names in the certificate there");
            assertThat(trouble.mayHeal()).isFalse();
        } finally {
            broker.stop(0);
        }
    }

    @Test
    void anExpiredCertificateOfOurOwnIsNamedWithFileAndDateUntilTheFileIsReplaced() throws Exception {
        // given: a broker that wants to see a certificate
        Map<String, String> valid = authority.certificate("valid", "-1d", 5, HERE);
        Map<String, String> broker = new HashMap<>();
        broker.put("listener.security.protocol.map", "CLIENT:SSL,CONTROLLER:PLAINTEXT");
        broker.put("listener.name.client.ssl.client.auth", "required");
        valid.forEach((key, value) -> broker.put("listener.name.client." + key, value));
        authority.trust().forEach((key, value) -> broker.put("listener.name.client." + key, value));
        Path own = directory.resolve("own.p12");
        Files.copy(Path.of(expired.get("ssl.keystore.location")), own);

        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, broker)) {
            Map<String, Object> client =
                    client(Integer.parseInt(kafka.bootstrapServers().replaceFirst(".*:", "")));
            client.putAll(expired);
            client.put("ssl.keystore.location", own.toString());

            // when
            KafkaTrouble trouble = trouble(client);

            // then
            assertThat(trouble.line())
                    .startsWith("this client's certificate in kafka.ssl.keystore.location " + own + " expired at ")
                    .contains(Instant.now().minus(5, ChronoUnit.DAYS).toString().substring(0, "2026-01-01".length()))
                    .endsWith(": put a valid one there");
            assertThat(trouble.mayHeal()).isTrue();
            Files.copy(Path.of(valid.get("ssl.keystore.location")), own, StandardCopyOption.REPLACE_EXISTING);
            try (TopicAdmin admin = TopicAdmin.connect(client)) {
                assertThat(admin.clusterId()).isNotBlank();
            }
        }
    }

    @Test
    void aNameThatNobodyKnowsMayBeKnownLater() {
        Map<String, Object> client = Map.of("bootstrap.servers", "kafka.invalid:9092");

        KafkaTrouble trouble = trouble(client);

        assertThat(trouble.line())
                .startsWith("Kafka at kafka.invalid:9092 cannot be found, its name cannot be resolved");
        assertThat(trouble.mayHeal()).isTrue();
    }

    @Test
    void anExpiredCertificateOfARegistryIsNamedWithItsDate() throws Exception {
        HttpsServer server = serving(expired);
        String url = "https://127.0.0.1:" + server.getAddress().getPort();
        Map<String, String> properties = new HashMap<>(Map.of(SchemaRegistry.URL, url));
        authority.trust().forEach((key, value) -> properties.put("schema.registry." + key, value));
        try (SchemaRegistry registry = SchemaRegistry.connect(properties)) {
            assertThatThrownBy(() -> registry.idFor("frames", Frame.getClassSchema()))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageStartingWith("the schema registry at " + url + " cannot be reached over TLS, its"
                            + " certificate, or one that signed it, has expired (NotAfter: ");
        } finally {
            server.stop(0);
        }
    }

    private static KafkaTrouble trouble(Map<String, Object> client) {
        Throwable failure = catchThrowable(() -> {
            try (TopicAdmin admin = TopicAdmin.connect(client)) {
                admin.clusterId();
            }
        });
        assertThat(failure).isNotNull();
        return KafkaTrouble.of(failure, client).orElseThrow(() -> new AssertionError(failure));
    }

    private static Map<String, Object> client(int port) {
        Map<String, Object> client = new HashMap<>(authority.trust());
        client.put("bootstrap.servers", "127.0.0.1:" + port);
        client.put("security.protocol", "SSL");
        return client;
    }

    /** Something that shows this certificate; what it speaks after that nobody gets to know. */
    private static HttpsServer serving(Map<String, String> keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream bytes = Files.newInputStream(Path.of(keys.get("ssl.keystore.location")))) {
            store.load(bytes, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.start();
        return server;
    }
}
