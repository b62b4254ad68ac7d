package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://outcome"));
    private final Topics topics = new Topics("");
    private final Outcome outcome = new Outcome(
            topics,
            registry,
            new Period(START, START.plusSeconds(60), Set.of(), Duration.ZERO, Duration.ZERO),
            (detection, timestamp) -> {});

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void anEventThatWasSentAgainAfterACrashCountsOnce() {
        take(0, entered("e1", 10));
        take(1, entered("e2", 20));
        take(2, entered("e1", 10));

        assertThat(outcome.events()).extracting(Event::getId).containsExactly("e1", "e2");
    }

    @Test
    void recordsWithoutAValueAreSkipped() {
        for (String topic : Outcome.topics(topics)) {
            outcome.take(new ConsumerRecord<>(topic, 0, 0, new byte[0], null));
        }

        assertThat(outcome.events()).isEmpty();
        assertThat(outcome.frames()).isEqualTo(1);
    }

    private void take(long offset, Event event) {
        byte[] value = registry.serde(Event.class).serializer().serialize(topics.events(), event);
        outcome.take(new ConsumerRecord<>(topics.events(), 0, offset, new byte[0], value));
    }

    private static Event entered(String id, int second) {
        return Event.newBuilder()
                .setId(id)
                .setCamera("gate")
                .setClassName("person")
                .setKind(EventKind.APPEARED)
                .setStart(START.plusSeconds(second))
                .setConfirmed(START.plusSeconds(second))
                .setPeak(1)
                .setConfidence(0.9f)
                .setUploaded(false)
                .setType(EventType.ENTERED)
                .setZone("door")
                .build();
    }
}
