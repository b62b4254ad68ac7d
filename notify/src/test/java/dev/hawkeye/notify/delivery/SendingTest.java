package dev.hawkeye.notify.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.TestClock;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.meters.TargetMeters;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.notify.receiver.Target;
import dev.hawkeye.testing.CapturedLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SendingTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TargetConfig config = TargetsOfTests.webhook(
            "guard", "https://alarms.example.org/secret-path", Duration.ofSeconds(10), Path.of(""));
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final TestClock clock = new TestClock(Instant.EPOCH);
    private final MockProducer<byte[], byte[]> letters =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Messages messages =
            new Messages(TargetsOfTests.config(List.of(config), List.of(), Map.of("guard", "0123456789abcdef")));
    private final Sending sending = new Sending(
            config,
            new Scripted(),
            new DeadLetters("notify.dlq", messages),
            new LetterBox(() -> letters),
            new TargetMeters(metrics, "guard"),
            clock);

    @Test
    void triesAgainUntilItIsDelivered() throws Exception {
        answers.addAll(List.of(Answer.later("500"), Answer.later("401"), Answer.delivered("200")));

        assertThat(sending.send(notification(), this::pause)).isTrue();

        assertThat(pauses).hasSize(2);
        assertThat(pauses.get(1)).isGreaterThan(pauses.get(0));
        assertThat(count("hawkeye.notify.delivered")).isEqualTo(1);
        assertThat(count("hawkeye.notify.retried")).isEqualTo(2);
        assertThat(metrics.get("hawkeye.notify.target.up").gauge().value()).isEqualTo(1);
    }

    @Test
    void doesNotCallATargetAwayForWhatAnotherInstanceSendsNow() throws Exception {
        answers.add(Answer.later("500"));

        assertThat(sending.send(notification(), time -> false)).isFalse();

        assertThat(metrics.get("hawkeye.notify.target.up").gauge().value()).isEqualTo(1);
    }

    @Test
    void whatWaitsForATargetThatIsAwayForAnHourGoesOutOnceItIsBack() throws Exception {
        Duration hour = Duration.ofHours(1);
        Instant back = Instant.EPOCH.plus(hour);
        Sending patient = new Sending(
                TargetsOfTests.webhook("guard", "https://alarms.example.org/"),
                new AwayUntil(back),
                new DeadLetters("notify.dlq", messages),
                new LetterBox(() -> letters),
                new TargetMeters(metrics, "guard"),
                clock);

        assertThat(patient.send(notification(), this::minute)).isTrue();
        assertThat(patient.send(notification(), this::minute)).isTrue();

        assertThat(clock.instant()).isEqualTo(back);
        assertThat(count("hawkeye.notify.delivered")).isEqualTo(2);
        assertThat(letters.history()).isEmpty();
    }

    @Test
    void givesUpWhatIsTooOld() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            answers.add(Answer.later("500"));
        }

        assertThat(sending.send(notification(), this::pause)).isTrue();

        assertThat(header(letters.history().get(0), "reason")).isEqualTo("age");
        assertThat(header(letters.history().get(0), "said")).isEqualTo("500");
        assertThat(clock.millis()).isGreaterThan(10_000);
        assertThat(metrics.get("hawkeye.notify.given.up")
                        .tag("reason", "age")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatIsRefusedBecomesADeadLetterAsTheTargetWouldHaveGotIt() throws Exception {
        answers.add(Answer.refused("400 no"));

        assertThat(sending.send(notification(), this::pause)).isTrue();

        assertThat(letters.history()).hasSize(1);
        ProducerRecord<byte[], byte[]> letter = letters.history().get(0);
        assertThat(letter.topic()).isEqualTo("notify.dlq");
        assertThat(letter.key()).asString().isEqualTo("gate");
        assertThat(letter.value()).isEqualTo(messages.json(notification()));
        assertThat(header(letter, "target")).isEqualTo("guard");
        assertThat(header(letter, "reason")).isEqualTo("refused");
        assertThat(header(letter, "said")).isEqualTo("400 no");
        assertThat(header(letter, "key")).isEqualTo("a1/event");
        assertThat(letter.toString()).doesNotContain("secret-path", "0123456789abcdef");

        assertThat(pauses).isEmpty();
        assertThat(metrics.get("hawkeye.notify.given.up")
                        .tag("reason", "refused")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void withoutItsDeadLetterNothingIsGivenUp() {
        answers.add(Answer.refused("400 no"));
        letters.sendException = new TopicAuthorizationException("notify.dlq");

        assertThatExceptionOfType(TopicAuthorizationException.class)
                .isThrownBy(() -> sending.send(notification(), this::pause));

        assertThat(count("hawkeye.notify.given.up")).isZero();
    }

    @Test
    void stopsWhenItIsNoLongerOurs() throws Exception {
        answers.add(Answer.later("500"));

        assertThat(sending.send(notification(), time -> false)).isFalse();
    }

    @Test
    void aTargetThatIsAwayIsLoggedOnceWithoutItsPath() throws Exception {
        try (CapturedLog log = CapturedLog.of(Sending.class)) {
            answers.addAll(List.of(Answer.later("500"), Answer.later("500"), Answer.delivered("200")));
            sending.send(notification(), this::pause);

            assertThat(log.lines())
                    .containsExactly(
                            "The target guard at https://alarms.example.org does not accept messages, retrying: 500",
                            "The target guard accepts messages again");
        }
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader("hawkeye." + name).value(), UTF_8);
    }

    private boolean minute(Duration time) {
        clock.pass(Duration.ofMinutes(1));
        return true;
    }

    private boolean pause(Duration time) {
        pauses.add(time);
        clock.pass(time);
        return true;
    }

    private double count(String name) {
        return metrics.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static Notification notification() {
        return new Notification(
                Notification.Kind.EVENT,
                "a1",
                "night",
                Happenings.crossed("e1", "gate", 0),
                Happenings.at(0),
                Happenings.at(0),
                1,
                Happenings.at(0),
                0);
    }

    private final class AwayUntil implements Target {
        private final Instant back;

        AwayUntil(Instant back) {
            this.back = back;
        }

        @Override
        public Answer deliver(Notification notification) {
            return clock.instant().isBefore(back) ? Answer.later("no connection") : Answer.delivered("200");
        }

        @Override
        public void close() {}
    }

    private final class Scripted implements Target {
        @Override
        public Answer deliver(Notification notification) {
            return answers.poll();
        }

        @Override
        public void close() {}
    }
}
