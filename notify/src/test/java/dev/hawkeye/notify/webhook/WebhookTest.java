package dev.hawkeye.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.notify.Receiver;
import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.testing.Ports;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookTest {
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_780_000_000), ZoneOffset.UTC);
    private static final String SECRET = "0123456789abcdef";

    private final Event event = Happenings.entered("e1", "gate", 0);
    private final Notification notification = new Notification(
            Notification.Kind.BEGAN, "a1", "night", event, Happenings.at(0), null, 1, Happenings.at(0), 0);

    @Test
    void postsASignedMessage() throws Exception {
        try (Receiver receiver = new Receiver(200)) {
            Answer answer = webhook(receiver.url()).deliver(notification);

            assertThat(answer).isEqualTo(Answer.delivered("200 so it is"));
            Receiver.Request request = receiver.requests().get(0);
            assertThat(request.header("Content-type")).isEqualTo("application/json");
            assertThat(request.header("Idempotency-key")).isEqualTo("a1/alarm-began");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            String hex = HexFormat.of().formatHex(mac.doFinal(("1780000000." + request.body()).getBytes(UTF_8)));
            assertThat(request.header("Hawkeye-signature")).isEqualTo("t=1780000000,v1=" + hex);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "204, DELIVERED",
        "302, LATER",
        "400, REFUSED",
        "401, LATER",
        "404, REFUSED",
        "408, LATER",
        "410, REFUSED",
        "413, REFUSED",
        "429, LATER",
        "500, LATER",
        "503, LATER",
        "507, LATER"
    })
    void whatIsDoneNextFollowsFromTheStatus(int status, Answer.Verdict verdict) throws Exception {
        try (Receiver receiver = new Receiver(status)) {
            assertThat(webhook(receiver.url()).deliver(notification).verdict()).isEqualTo(verdict);
        }
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        try (Receiver receiver = new Receiver(302)) {
            Answer answer = webhook(receiver.url()).deliver(notification);

            assertThat(answer.words()).startsWith("302").contains("redirects are not followed");
            assertThat(receiver.requests()).isEmpty();
        }
    }

    @Test
    void whatItSaysIsShownWithoutItsPathAndItsKey() throws Exception {
        try (Receiver receiver = new Receiver(404)) {
            String url = "http://" + Ports.HOST + ":" + receiver.port() + "/hook/T0ken-of-all?key=a%20secret%2Bvalue";
            receiver.says(address -> "Cannot POST " + address + "\nkey: a secret+value, " + SECRET + " is yours");

            Answer answer = webhook(url).deliver(notification);

            assertThat(answer).isEqualTo(Answer.refused("404 Cannot POST …?… key: …, … is yours"));
        }
    }

    @Test
    void aPathIsHiddenEvenWhereTheAnswerIsCut() throws Exception {
        try (Receiver receiver = new Receiver(404)) {
            receiver.says(address -> (address + " ").repeat(20));

            Answer answer = webhook("http://" + Ports.HOST + ":" + receiver.port() + "/" + "0123456789".repeat(13))
                    .deliver(notification);

            assertThat(answer.words()).startsWith("404 … …").doesNotContain("0123");
        }
    }

    @Test
    void whereNothingAnswersIsTriedLater() throws Exception {
        Answer answer = webhook("http://" + Ports.HOST + ":" + Ports.free() + "/secret-path")
                .deliver(notification);

        assertThat(answer.verdict()).isEqualTo(Answer.Verdict.LATER);
        assertThat(answer.words()).contains("nothing answers there").doesNotContain("secret-path");
    }

    @Test
    void oneThatTakesTheMessageAndSaysNothingIsTriedLater() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName(Ports.HOST))) {
            TargetConfig target = TargetsOfTests.slow(
                    "guard", "http://" + Ports.HOST + ":" + silent.getLocalPort() + "/", Duration.ofMillis(50));
            NotifyConfig config = TargetsOfTests.config(List.of(target), List.of(), Map.of());

            Answer answer = new Webhook(target, SECRET, new Messages(config), CLOCK).deliver(notification);

            assertThat(answer.verdict()).isEqualTo(Answer.Verdict.LATER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "10.1.2.3, true",
        "172.16.0.1, true",
        "192.168.1.1, true",
        "169.254.169.254, true",
        "100.64.0.1, true",
        "::1, true",
        "fe80::1, true",
        "fd00::1, true",
        "0.0.0.0, true",
        "::ffff:10.0.0.1, true",
        "8.8.8.8, false",
        "100.128.0.1, false",
        "2001:4860:4860::8888, false"
    })
    void knowsWhatIsInside(String address, boolean inside) throws Exception {
        assertThat(Inside.isInside(InetAddress.getByName(address))).isEqualTo(inside);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "[::1], true", "localhost, true", "home.example.org, false", "10.example.org, false"
    })
    void anAddressOfTheInsideIsMeantWhenItIsWrittenAsSuch(String host, boolean meant) {
        assertThat(Inside.isMeant(host)).isEqualTo(meant);
    }

    private static Webhook webhook(String url) {
        TargetConfig target = TargetsOfTests.webhook("guard", url);
        NotifyConfig config = TargetsOfTests.config(List.of(target), List.of(), Map.of());
        return new Webhook(target, SECRET, new Messages(config), CLOCK);
    }
}
