package dev.hawkeye.bench.faults.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import org.junit.jupiter.api.Test;

class ToldTest {
    private final Told told = new Told();

    @Test
    void allIsWellWhenEachEventIsToldInOrderAndRepeatsAreTheSame() {
        happened("e1", EventType.ENTERED, EventKind.APPEARED);
        happened("e2", EventType.CROSSED, EventKind.APPEARED);
        happened("e3", EventType.OCCUPANCY, EventKind.LEFT); // no rule is about it

        told.told("gate", "e1", "entered", "k1", "{1}");
        assertThat(told.untold()).isEqualTo(1);
        told.told("gate", "e1", "entered", "k1", "{1}");
        told.told("gate", "e2", "crossed", "k2", "{2}");

        assertThat(told.complaints()).isEmpty();
        assertThat(told.events()).isEqualTo(2);
        assertThat(told.untold()).isZero();
        assertThat(told.repeats()).isEqualTo(1);
    }

    @Test
    void anotherOrderAndAnotherBodyAreNamed() {
        happened("e1", EventType.CROSSED, EventKind.APPEARED);
        happened("e2", EventType.CROSSED, EventKind.APPEARED);

        told.told("gate", "e2", "crossed", "k2", "{2}");
        told.told("gate", "e1", "crossed", "k1", "{1}");
        told.told("gate", "e1", "crossed", "k1", "{!}");

        assertThat(told.complaints())
                .containsExactly(
                        "a repeat of k1 is {!}, was {1}", "camera gate: the receiver got all, in another order");
    }

    @Test
    void whatIsMissingIsNamed() {
        happened("e1", EventType.ENTERED, EventKind.APPEARED);
        told.told("gate", "e9", "crossed", "k9", "{9}");

        assertThat(told.complaints())
                .containsExactly("camera gate: the receiver got all but [e1 entered], and also [e9 crossed]");
    }

    private void happened(String id, EventType type, EventKind kind) {
        told.happened(TestEvents.event(id, type, kind));
    }
}
