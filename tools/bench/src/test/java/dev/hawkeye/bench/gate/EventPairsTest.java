package dev.hawkeye.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventPairsTest {
    @Test
    void anEventThatIsFoundALittleLaterIsTheSame() {
        assertThat(EventPairs.compare(List.of(appeared("car", 10_000)), List.of(appeared("car", 12_000))))
                .containsOnlyKeys("APPEARED")
                .containsEntry("APPEARED", new EventPairs(1, 1, 0, 0));
    }

    @Test
    void oneThatIsMuchLaterIsLostAndAnotherOne() {
        assertThat(EventPairs.compare(List.of(appeared("car", 10_000)), List.of(appeared("car", 12_001))))
                .containsEntry("APPEARED", new EventPairs(1, 1, 1, 1));
    }

    @Test
    void oneOfAnotherClassIsAnotherOneOfTheSameKind() {
        assertThat(EventPairs.compare(List.of(appeared("car", 10_000)), List.of(appeared("bus", 10_000))))
                .containsEntry("APPEARED", new EventPairs(1, 1, 1, 1));
    }

    @Test
    void crossingsDifferByLineAndByDirection() {
        assertThat(EventPairs.compare(
                        List.of(crossed("gate", "in", 1000), crossed("door", "in", 1000)),
                        List.of(crossed("gate", "out", 1000), crossed("door", "in", 1000))))
                .containsEntry("CROSSED gate", new EventPairs(1, 1, 1, 1))
                .containsEntry("CROSSED door", new EventPairs(1, 1, 0, 0));
    }

    @Test
    void ofTwoInTheSameSecondsEachHasAPartnerOfItsOwn() {
        assertThat(EventPairs.compare(
                        List.of(appeared("car", 9_000), appeared("car", 1_000), appeared("car", 2_000)),
                        List.of(appeared("car", 2_500), appeared("car", 9_000))))
                .containsEntry("APPEARED", new EventPairs(3, 2, 1, 0));
    }

    @Test
    void whatOnlyTheGateHasIsExtra() {
        assertThat(EventPairs.compare(List.of(), List.of(appeared("car", 0))))
                .containsEntry("APPEARED", new EventPairs(0, 1, 0, 1));
    }

    @Test
    void allEventsOfAnObjectThatWasClearOnceAreThoseOfAClearObject() {
        Event appeared = event(EventType.APPEARED, "car", 0)
                .setObject("clear")
                .setConfidence(0.3f)
                .build();
        Event left = event(EventType.LEFT, "car", 9_000)
                .setObject("clear")
                .setConfidence(0.6f)
                .build();
        Event other = event(EventType.APPEARED, "car", 0)
                .setObject("blurred")
                .setConfidence(0.4f)
                .build();

        assertThat(EventPairs.ofClearObjects(List.of(appeared, other, left), 0.5))
                .containsExactly(appeared, left);
    }

    private static Event appeared(String className, long millis) {
        return event(EventType.APPEARED, className, millis).build();
    }

    private static Event crossed(String line, String direction, long millis) {
        return event(EventType.CROSSED, "car", millis)
                .setLine(line)
                .setDirection(direction)
                .build();
    }

    private static Event.Builder event(EventType type, String className, long millis) {
        return Event.newBuilder()
                .setId("an id")
                .setCamera("clip-1")
                .setClassName(className)
                .setKind(EventKind.APPEARED)
                .setType(type)
                .setStart(Instant.ofEpochMilli(millis))
                .setConfirmed(Instant.ofEpochMilli(millis))
                .setPeak(1)
                .setConfidence(0.9f)
                .setUploaded(false);
    }
}
