package dev.hawkeye.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.testing.Ports;
import dev.hawkeye.testing.TestAuthority;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookOverTlsTest {
    private static final String PASSWORD = "open-sesame";

    @TempDir
    static Path directory;

    @BeforeAll
    static void make() throws Exception {
        TestAuthority authority = TestAuthority.make(directory, PASSWORD);
        authority.certificate("here", "-1d", 10, "ip:127.0.0.1");
        authority.certificate("elsewhere", "-1d", 10, "dns:elsewhere.example.org");
        authority.certificate("expired", "-10d", 5, "ip:127.0.0.1");
    }

    @Test
    void theAuthorityOfTheTargetIsTrusted() throws Exception {
        assertThat(deliver("here", directory.resolve("authority.pem")).verdict())
                .isEqualTo(Answer.Verdict.DELIVERED);
    }

    @Test
    void whatIsWrongWithACertificateIsSaidAndTriedLater() throws Exception {
        assertThat(deliver("here", Path.of("")))
                .satisfies(answer -> assertThat(answer.verdict()).isEqualTo(Answer.Verdict.LATER))
                .satisfies(answer -> assertThat(answer.words())
                        .contains("its certificate is not signed by an authority that is trusted here"));
        assertThat(deliver("elsewhere", directory.resolve("authority.pem")).words())
                .contains("its certificate is for another host");
        assertThat(deliver("expired", directory.resolve("authority.pem")).words())
                .contains("has expired");
    }

    @Test
    void aFileWithoutCertificatesIsAnErrorOfTheStart() {
        assertThatExceptionOfType(UserException.class)
                .isThrownBy(() -> webhook("https://127.0.0.1:9/", directory.resolve("none.pem")))
                .withMessageContaining("trust of the target guard: ")
                .withMessageContaining("name a PEM file");
    }

    private Answer deliver(String certificate, Path trust) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName(Ports.HOST), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(certificate)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "https://" + Ports.HOST + ":" + server.getAddress().getPort() + "/";
            return webhook(url, trust)
                    .deliver(new Notification(
                            Notification.Kind.EVENT,
                            "a1",
                            "night",
                            Happenings.crossed("e1", "gate", 0),
                            Happenings.at(0),
                            null,
                            1,
                            Happenings.at(0),
                            0));
        } finally {
            server.stop(0);
        }
    }

    private static Webhook webhook(String url, Path trust) {
        TargetConfig target = TargetsOfTests.webhook("guard", url, Duration.ofDays(1), trust);
        return new Webhook(
                target,
                "",
                new Messages(TargetsOfTests.config(List.of(target), List.of(), Map.of())),
                Clock.systemUTC());
    }

    private static SSLContext context(String certificate) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(certificate + ".p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
