package dev.hawkeye.notify.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.notify.TargetsOfTests;
import dev.hawkeye.notify.TestClock;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Notification;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.delivery.DeadLetters;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.meters.TargetMeters;
import dev.hawkeye.schemas.Command;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandOutletTest {
    private static final TopicPartition PLACE = new TopicPartition("events", 0);

    private final TargetConfig target = TargetsOfTests.commands("sprinkler", Duration.ofSeconds(10));
    private final NotifyConfig config = TargetsOfTests.config(List.of(target), List.of(), Map.of());
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final TestClock clock = new TestClock(Happenings.at(1));
    private final Map<String, Command> serialized = new HashMap<>();
    private final Map<String, Instant> onTheTopic = new HashMap<>();
    private final List<MockProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final CommandOutlet outlet = new CommandOutlet(
            target,
            new Commands(target, config),
            "commands",
            (topic, command) -> serialize(command),
            new DeadLetters("notify.dlq", new Messages(config)),
            this::open,
            time -> Map.copyOf(onTheTopic),
            new TargetMeters(metrics, "sprinkler"),
            clock);

    @BeforeEach
    void begin() {
        outlet.begin();
        outlet.assigned();
    }

    @Test
    void aCommandAndTheOffsetOfItsEventAreOneTransaction() {
        outlet.send(event("e1"), time -> true);
        assertThat(producer().history()).isEmpty();

        commit(1);

        assertThat(commands()).extracting(Command::getAction).containsExactly("open");
        Command command = commands().get(0);
        assertThat(command.getActuator()).isEqualTo("sprinkler");
        assertThat(command.getParameters()).isEqualTo(Map.of("seconds", "20"));
        assertThat(command.getDeadline()).isEqualTo(Happenings.at(10));
        assertThat(producer().consumerGroupOffsetsHistory())
                .singleElement()
                .satisfies(groups ->
                        assertThat(groups.values()).singleElement().isEqualTo(Map.of(PLACE, new OffsetAndMetadata(1))));
        assertThat(metrics.get("hawkeye.notify.delivered").counter().count()).isEqualTo(1);
    }

    @Test
    void ofAFailedTransactionNothingIsThereAndNothingElseIsCommitted() {
        outlet.send(event("e1"), time -> true);
        producer().commitTransactionException = new KafkaException("away");

        assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> commit(1));
        assertThatExceptionOfType(KafkaException.class).isThrownBy(() -> commit(2));

        assertThat(producer().history()).isEmpty();
        assertThat(metrics.get("hawkeye.notify.delivered").counter().count()).isZero();
        outlet.end();
        assertThat(producer().closed()).isTrue();
    }

    @Test
    void theNextConsumerBeginsAnewAndKnowsWhatIsOnTheTopic() {
        outlet.send(event("e1"), time -> true);
        commit(1);
        onTheTopic.put(commands().get(0).getId(), Happenings.at(10));
        outlet.end();

        outlet.begin();
        outlet.assigned();
        outlet.send(event("e1"), time -> true);
        outlet.send(event("e2"), time -> true);
        commit(3);

        assertThat(commands()).extracting(Command::getEvent).containsExactly("e2");
    }

    @Test
    void anEventThatComesTwiceIsOneCommand() {
        outlet.send(event("e1"), time -> true);
        commit(1);
        outlet.send(event("e1"), time -> true);
        commit(2);

        assertThat(commands()).hasSize(1);
        assertThat(producer().consumerGroupOffsetsHistory()).hasSize(2);
    }

    @Test
    void afterItsDeadlineItIsADeadLetter() {
        clock.set(Happenings.at(11));

        outlet.send(event("e1"), time -> true);
        commit(1);

        assertThat(producer().history()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("notify.dlq");
            assertThat(letter.headers().lastHeader("hawkeye.reason").value())
                    .asString()
                    .isEqualTo("deadline");
        });
        assertThat(metrics.get("hawkeye.notify.given.up")
                        .tag("reason", "deadline")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void theEndOfAnAlarmHasAnActionAndAnIdOfItsOwn() {
        clock.set(Happenings.at(60));
        outlet.send(notification(Notification.Kind.ENDED, "e1", 59), time -> true);
        commit(1);

        Command shut = commands().get(0);
        assertThat(shut.getAction()).isEqualTo("shut");
        assertThat(shut.getDeadline()).isEqualTo(Happenings.at(70));
        Command open = new Commands(target, config)
                .of(notification(Notification.Kind.BEGAN, "e1", 0), clock.instant())
                .orElseThrow();
        assertThat(open.getId()).isNotEqualTo(shut.getId());
    }

    @Test
    void whatWasOpenedIsShutEvenIfTheEndWasOverseenDuringARestart() {
        // given an alarm that another event ended while no process was there
        clock.set(Happenings.at(60));
        // when
        outlet.send(notification(Notification.Kind.ENDED, "e1", 30), time -> true);
        commit(1);
        // then
        assertThat(commands()).extracting(Command::getAction).containsExactly("shut");
    }

    @Test
    void withoutCommandsOffsetsAreCommittedAllTheSame() {
        commit(7);
        outlet.commit(consumer, Map.of());

        assertThat(producer().consumerGroupOffsetsHistory()).hasSize(1);
        assertThat(producer().history()).isEmpty();
    }

    private MockProducer<byte[], byte[]> open() {
        producers.add(new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()));
        return producer();
    }

    private MockProducer<byte[], byte[]> producer() {
        return producers.get(producers.size() - 1);
    }

    private void commit(long next) {
        outlet.commit(consumer, Map.of(PLACE, new OffsetAndMetadata(next)));
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer().history()) {
            assertThat(record.topic()).isEqualTo("commands");
            commands.add(serialized.get(new String(record.value(), UTF_8)));
        }
        return commands;
    }

    private byte[] serialize(Command command) {
        serialized.put(command.getId(), command);
        return command.getId().getBytes(UTF_8);
    }

    private static Notification event(String id) {
        return notification(Notification.Kind.EVENT, id, 0);
    }

    private static Notification notification(Notification.Kind kind, String id, int second) {
        return new Notification(
                kind,
                "of-" + id,
                "night",
                Happenings.crossed(id, "gate", 0),
                Happenings.at(0),
                null,
                1,
                Happenings.at(0),
                Happenings.at(second).toEpochMilli());
    }
}
