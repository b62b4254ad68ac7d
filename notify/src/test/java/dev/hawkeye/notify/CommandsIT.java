package dev.hawkeye.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.schemas.Command;
import dev.hawkeye.schemas.CommandResult;
import dev.hawkeye.schemas.CommandState;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.testing.ChildProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a real broker: once, whatever happens to the process, and none without a fate. */
class CommandsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVENTS = 300;

    @TempDir
    static Path directory;

    private static EventTopic topic;

    @BeforeAll
    static void start() throws Exception {
        topic = new EventTopic(directory.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        topic.close();
    }

    @Test
    void eachEventIsOneCommandWhenTheProcessIsKilledAndEachCommandHasAResult() throws Exception {
        // given: one that will be killed while it sends
        ChildProcess killed = NotifyProcess.child(topic, NotifyProcess.COMMANDS, directory.resolve("notify.log"));
        await().atMost(PATIENCE)
                .until(() -> topic.committed("actuators-sprinkler").size() == 3);
        Instant now = Instant.now();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(crossing("event-" + i, "camera-" + i % 3, now));
        }

        // when
        topic.write(events);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> !commands().isEmpty());
        killed.kill();
        topic.write(List.of(events.get(0))); // as an aggregator may, under at_least_once
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Map<String, Object> kafka = new HashMap<>(topic.kafka());
        kafka.putAll(NotifyProcess.MEMBER);
        try (NotifyService next = NotifyProcess.start(kafka, topic.registryUrl(), NotifyProcess.commands(), metrics)) {
            await().atMost(PATIENCE).until(() -> commands().size() >= EVENTS);

            // then: an actuator answers all but one, whose deadline has passed
            List<Command> commands = commands();
            assertThat(commands)
                    .extracting(Command::getEvent)
                    .doesNotHaveDuplicates()
                    .hasSize(EVENTS);
            Command forgotten = Command.newBuilder(commands.get(0))
                    .setId("forgotten")
                    .setDeadline(now.minusSeconds(60))
                    .build();
            topic.write(EventTopic.TOPICS.commands(), Command.class, List.of(forgotten));
            topic.write(
                    EventTopic.TOPICS.commandResults(),
                    CommandResult.class,
                    commands.stream().map(CommandsIT::result).toList());
            await().atMost(PATIENCE).until(() -> count(metrics, "unanswered") == 1);
            await().atMost(PATIENCE).until(() -> count(metrics, "done") == EVENTS - 1);
            assertThat(count(metrics, "failed")).isEqualTo(1);
            assertThat(topic.values(EventTopic.TOPICS.commandResults(), CommandResult.class))
                    .filteredOn(result -> result.getState() == CommandState.EXPIRED)
                    .extracting(CommandResult::getId)
                    .containsExactly("forgotten");
            assertThat(commands()).hasSize(EVENTS + 1);
            assertThat(next.live()).isTrue();
        }
    }

    private static CommandResult result(Command command) {
        boolean first = command.getEvent().equals("event-0");
        return new CommandResult(
                command.getId(),
                command.getActuator(),
                first ? CommandState.FAILED : CommandState.DONE,
                first ? "no water" : "",
                Instant.now());
    }

    private static double count(SimpleMeterRegistry metrics, String result) {
        return metrics.get("hawkeye.notify.commands")
                .tag("actuator", "sprinkler")
                .tag("result", result)
                .counter()
                .count();
    }

    private static Event crossing(String id, String camera, Instant now) {
        Event event = Happenings.crossed(id, camera, 0);
        event.setStart(now);
        event.setConfirmed(now);
        event.setEnd(now);
        return event;
    }

    private static List<Command> commands() {
        return topic.values(EventTopic.TOPICS.commands(), Command.class);
    }
}
