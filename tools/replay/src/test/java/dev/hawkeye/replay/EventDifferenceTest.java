package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventDifferenceTest {
    private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

    @Test
    void eventsAtAboutTheSameTimeAreTheSame() {
        assertThat(EventDifference.of(List.of(entered("door", 10)), List.of(entered("door", 11))))
                .isEmpty();
    }

    @Test
    void whatOnlyOneRunHasIsListedInOrderOfTime() {
        List<EventDifference> found = EventDifference.of(
                List.of(entered("door", 20), entered("door", 10)), List.of(entered("hall", 15), entered("door", 10)));

        assertThat(found)
                .containsExactly(
                        new EventDifference("gate", "2026-05-01T08:00:15Z", "person ENTERED hall", "replay"),
                        new EventDifference("gate", "2026-05-01T08:00:20Z", "person ENTERED door", "live"));
    }

    @Test
    void anEventIsTheSameAsOneOtherOnly() {
        assertThat(EventDifference.of(List.of(entered("door", 10), entered("door", 11)), List.of(entered("door", 10))))
                .hasSize(1);
    }

    private static Event entered(String zone, int second) {
        return Event.newBuilder()
                .setId("e")
                .setCamera("gate")
                .setClassName("person")
                .setKind(EventKind.APPEARED)
                .setStart(START.plusSeconds(second))
                .setConfirmed(START.plusSeconds(second))
                .setPeak(1)
                .setConfidence(0.9f)
                .setUploaded(false)
                .setType(EventType.ENTERED)
                .setZone(zone)
                .build();
    }
}
