package dev.hawkeye.notify.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.alarm.Rules;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.testing.CapturedLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a broker may answer, beyond what Mosquitto does. */
class BrokerAnswersTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration HASTE = Duration.ofMillis(300);
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int TOPIC_NAME_INVALID = 0x90;
    private static final String STATE = "hawkeye/north/gate/alarm/night";
    private static final String PASSWORD = "open-sesame";

    private final ScriptedBroker scripted = new ScriptedBroker();

    BrokerAnswersTest() throws IOException {}

    @AfterEach
    void end() throws IOException {
        scripted.close();
    }

    @Test
    void whereStartsOfHomeAssistantMayNotBeReadAlarmsGoOutAllTheSame() throws Exception {
        scripted.answerSubscriptions(NOT_AUTHORIZED);
        try (CapturedLog log = CapturedLog.of(Births.class);
                Broker broker = broker(PATIENCE)) {
            Answer answer = broker.deliver(alarm(Notification.Kind.BEGAN));

            assertThat(answer).isEqualTo(Answer.delivered("acknowledged"));
            assertThat(scripted.published())
                    .contains("hawkeye/north/availability online", STATE + " ON")
                    .anyMatch(line -> line.startsWith("homeassistant/device/hawkeye_north_gate/config {"));
            assertThat(log.lines()).singleElement().asString().contains("homeassistant/status", "NOT_AUTHORIZED");
        }
    }

    @Test
    void afterAnUnansweredSubscriptionTheNextConnectionIsAWholeOne() throws Exception {
        scripted.ignoreSubscriptions();
        try (Broker broker = broker(HASTE)) {
            assertThat(broker.deliver(alarm(Notification.Kind.BEGAN)).verdict()).isEqualTo(Answer.Verdict.LATER);

            scripted.answerSubscriptions(0);
            awaitDelivered(broker);

            assertThat(scripted.published()).contains("hawkeye/north/availability online", STATE + " ON");
            await().atMost(PATIENCE).until(() -> scripted.connected() == 1);
        }
    }

    @Test
    void aConnectionThatIsAcceptedTooLateDoesNotStay() throws Exception {
        CountDownLatch acceptance = new CountDownLatch(1);
        scripted.acceptAfter(acceptance);
        try (Broker broker = broker(HASTE)) {
            assertThat(broker.deliver(alarm(Notification.Kind.BEGAN)).verdict()).isEqualTo(Answer.Verdict.LATER);

            acceptance.countDown();

            await().atMost(PATIENCE).until(() -> scripted.connected() == 0);
        }
    }

    @Test
    void whatIsLargerThanTheBrokerAcceptsIsRefused() throws Exception {
        scripted.limit(150);
        try (CapturedLog log = CapturedLog.of(Broker.class);
                Broker broker = broker(PATIENCE)) {
            Answer answer = broker.deliver(alarm(Notification.Kind.ENDED));

            assertThat(answer.verdict()).isEqualTo(Answer.Verdict.REFUSED);
            assertThat(answer.words()).contains("maximum packet size of 150 bytes");
            assertThat(scripted.published()).containsExactly("hawkeye/north/availability online", STATE + " OFF");
            assertThat(log.lines()).singleElement().asString().contains("homeassistant/device/", "150 bytes");
        }
    }

    @Test
    void whatIsTooLargeForABrokerThatSaysSoOnlyThenIsRefused() throws Exception {
        scripted.leaveAbove(200);
        try (Broker broker = quiet()) {
            Answer answer = broker.deliver(alarm(Notification.Kind.EVENT));

            assertThat(answer).isEqualTo(Answer.refused("the broker says PACKET_TOO_LARGE"));
        }
    }

    @Test
    void aTopicThatTheBrokerDoesNotAcceptIsRefused() throws Exception {
        scripted.answerPublications(TOPIC_NAME_INVALID);
        try (Broker broker = quiet()) {
            Answer answer = broker.deliver(alarm(Notification.Kind.EVENT));

            assertThat(answer).isEqualTo(Answer.refused("the broker says TOPIC_NAME_INVALID"));
        }
    }

    @Test
    void aPublicationThatIsNotAllowedIsTriedLater() throws Exception {
        scripted.answerPublications(NOT_AUTHORIZED);
        try (Broker broker = quiet()) {
            Answer answer = broker.deliver(alarm(Notification.Kind.EVENT));

            assertThat(answer).isEqualTo(Answer.later("the broker says NOT_AUTHORIZED"));
        }
    }

    @Test
    void whatTheBrokerSaysInItsOwnWordsIsNotShown() throws Exception {
        scripted.refuse(NOT_AUTHORIZED, "not with " + PASSWORD);
        try (Broker broker = quiet()) {
            Answer answer = broker.deliver(alarm(Notification.Kind.EVENT));

            assertThat(answer.words()).contains("NOT_AUTHORIZED").doesNotContain(PASSWORD);
        }
    }

    @Test
    void aPictureThatIsTooLargeStopsNothingElse() throws Exception {
        scripted.limit(500);
        TargetConfig target = TargetsOfTests.mqtt("home", scripted.url());
        try (CapturedLog log = CapturedLog.of(Sensors.class);
                Sensors sensors = new Sensors(target, config(target))) {
            sensors.take(Counted.keyframe("gate", new byte[900]));
            sensors.take(Counted.of("gate", "person", 0, 2), Happenings.at(0));
            sensors.look(Happenings.at(1));
            sensors.take(Counted.keyframe("gate", new byte[901]));
            sensors.take(Counted.keyframe("door", "JPEG".getBytes(UTF_8)));
            sensors.look(Happenings.at(2));

            assertThat(scripted.published())
                    .contains("hawkeye/north/gate/motion ON", "hawkeye/north/door/keyframe JPEG")
                    .noneMatch(line -> line.startsWith("hawkeye/north/gate/keyframe"));
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("hawkeye/north/gate/keyframe"))
                    .singleElement()
                    .asString()
                    .contains("maximum packet size of 500 bytes", "lower its setting pictures");
        }
    }

    @Test
    void sensorsArePublishedWhereStartsOfHomeAssistantMayNotBeRead() throws Exception {
        scripted.answerSubscriptions(NOT_AUTHORIZED);
        TargetConfig target = TargetsOfTests.mqtt("home", scripted.url());
        try (Sensors sensors = new Sensors(target, config(target))) {
            sensors.take(Counted.of("gate", "person", 0, 2), Happenings.at(0));
            sensors.look(Happenings.at(1));

            assertThat(scripted.published()).contains("hawkeye/north/gate/motion ON");
        }
    }

    private static void awaitDelivered(Broker broker) {
        await().atMost(PATIENCE)
                .until(() -> broker.deliver(alarm(Notification.Kind.BEGAN)).verdict() == Answer.Verdict.DELIVERED);
    }

    private Broker broker(Duration timeout) {
        TargetConfig target = TargetsOfTests.mqtt("home", scripted.url(), timeout);
        return new Broker(target, config(target), List.of("gate"), true);
    }

    /** One that publishes nothing but messages. */
    private Broker quiet() {
        TargetConfig target = TargetsOfTests.mqtt("home", scripted.url());
        return new Broker(target, config(target), List.of("gate"), false);
    }

    private static NotifyConfig config(TargetConfig target) {
        return TargetsOfTests.config(
                List.of(target),
                List.of(Rules.rule("night").groupWithin(10).config()),
                Map.of("home", "site:" + PASSWORD));
    }

    private static Notification alarm(Notification.Kind kind) {
        return new Notification(
                kind,
                "a1",
                "night",
                Happenings.entered("e1", "gate", 0),
                Happenings.at(0),
                null,
                1,
                Happenings.at(0),
                0);
    }
}
