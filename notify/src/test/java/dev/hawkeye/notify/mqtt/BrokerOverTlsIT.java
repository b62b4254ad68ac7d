package dev.hawkeye.notify.mqtt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.testing.Ports;
import dev.hawkeye.testing.TestAuthority;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerOverTlsIT {
    private static final String PASSWORD = "open-sesame";

    @TempDir
    Path directory;

    private TestAuthority authority;

    @BeforeEach
    void make() throws Exception {
        authority = TestAuthority.make(directory, PASSWORD);
    }

    @Test
    void theAuthorityOfTheTargetIsTrusted() throws Exception {
        authority.certificate("here", "-1d", 10, "ip:127.0.0.1");

        assertThat(deliver("here", directory.resolve("authority.pem"))).isEqualTo(Answer.delivered("acknowledged"));
    }

    @Test
    void anAuthorityThatIsNotTrustedIsSaid() throws Exception {
        authority.certificate("here", "-1d", 10, "ip:127.0.0.1");

        Answer answer = deliver("here", Path.of(""));

        assertThat(answer.verdict()).isEqualTo(Answer.Verdict.LATER);
        assertThat(answer.words()).contains("not signed by an authority that is trusted here");
    }

    @Test
    void aCertificateOfAnotherHostIsSaid() throws Exception {
        authority.certificate("elsewhere", "-1d", 10, "dns:elsewhere.example.org");

        Answer answer = deliver("elsewhere", directory.resolve("authority.pem"));

        assertThat(answer.verdict()).isEqualTo(Answer.Verdict.LATER);
        assertThat(answer.words()).contains("its certificate is for another host");
    }

    private Answer deliver(String certificate, Path trust) throws Exception {
        int port = Ports.free();
        String more = "allow_anonymous true\nuser root\ncertfile " + directory.resolve(certificate + ".pem")
                + "\nkeyfile " + key(certificate) + "\n";
        TargetConfig plain = TargetsOfTests.mqtt("home", "mqtts://" + Ports.HOST + ":" + port);
        TargetConfig target = new TargetConfig(
                plain.name(),
                plain.type(),
                plain.url(),
                plain.prefix(),
                plain.discovery(),
                false,
                plain.pictures(),
                plain.timeout(),
                plain.retryFirst(),
                plain.retryLongest(),
                plain.maxAge(),
                trust,
                false,
                TargetsOfTests.NO_COMMAND,
                Map.of());
        try (Mosquitto mosquitto = Mosquitto.start(directory, port, more);
                Broker broker = new Broker(
                        target, TargetsOfTests.config(List.of(target), List.of(), Map.of()), List.of(), false)) {
            assertThat(mosquitto).isNotNull();
            return broker.deliver(new Notification(
                    Notification.Kind.EVENT,
                    "a1",
                    "night",
                    Happenings.crossed("e1", "gate", 0),
                    Happenings.at(0),
                    null,
                    1,
                    Happenings.at(0),
                    0));
        }
    }

    /** The key of a certificate as Mosquitto reads it. */
    private Path key(String certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve(certificate + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey(certificate, PASSWORD.toCharArray()).getEncoded();
        String text = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key);
        return Files.writeString(
                directory.resolve(certificate + ".key"),
                "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    }
}
