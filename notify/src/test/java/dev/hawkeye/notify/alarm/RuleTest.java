package dev.hawkeye.notify.alarm;

import static dev.hawkeye.notify.alarm.Happenings.crossed;
import static dev.hawkeye.notify.alarm.Happenings.entered;
import static dev.hawkeye.notify.alarm.Happenings.exited;
import static dev.hawkeye.notify.alarm.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.EventType;
import org.junit.jupiter.api.Test;

class RuleTest {
    private final Event entered = entered("e1", "gate", 0);
    private final Event exited = exited("e1", "gate", 90, 90);
    private final Event crossed = crossed("e2", "gate", 5);

    @Test
    void withoutConditionsAllThatBeginsMatches() {
        Rule rule = rule("any").inBerlin();

        assertThat(rule.matches(entered)).isTrue();
        assertThat(rule.matches(crossed)).isTrue();
        assertThat(rule.matches(exited)).isFalse();
    }

    @Test
    void whatIsNamedMatches() {
        assertThat(rule("r").cameras("yard").inBerlin().matches(entered)).isFalse();
        assertThat(rule("r").cameras("yard", "gate").inBerlin().matches(entered))
                .isTrue();
        assertThat(rule("r").classes("car").inBerlin().matches(entered)).isFalse();
        assertThat(rule("r").zones("door").inBerlin().matches(entered)).isTrue();
        assertThat(rule("r").zones("door").inBerlin().matches(crossed)).isFalse();
        assertThat(rule("r").lines("gate").inBerlin().matches(crossed)).isTrue();
        assertThat(rule("r").lines("gate").inBerlin().matches(entered)).isFalse();
        assertThat(rule("r").events(EventChoice.EXITED).inBerlin().matches(exited))
                .isTrue();
        assertThat(rule("r").events(EventChoice.EXITED).inBerlin().matches(entered))
                .isFalse();
    }

    @Test
    void theLeastDwellIsThatOfEventsThatTellIt() {
        assertThat(rule("r").events(EventChoice.EXITED).minDwell(90).inBerlin().matches(exited))
                .isTrue();
        assertThat(rule("r").events(EventChoice.EXITED).minDwell(91).inBerlin().matches(exited))
                .isFalse();
        assertThat(rule("r").minDwell(1).inBerlin().matches(entered)).isFalse();
    }

    /** It is 14:00 in Berlin. */
    @Test
    void timesAreThoseOfTheSite() {
        assertThat(rule("r").time("mon 14:00-14:01").inBerlin().matches(entered))
                .isTrue();
        assertThat(rule("r").time("mon 12:00-12:01").inBerlin().matches(entered))
                .isFalse();
        assertThat(rule("r").time("12:00-12:01").time("13:30-15:00").inBerlin().matches(entered))
                .isTrue();
    }

    @Test
    void anEventOfAWholeClassAppearsOrLeaves() {
        Event appeared =
                Happenings.event("e3", "gate", 0, EventType.UNSPECIFIED).build();
        Event left = Happenings.event("e3", "gate", 0, EventType.UNSPECIFIED)
                .setKind(EventKind.LEFT)
                .setEnd(Happenings.at(4))
                .build();

        assertThat(rule("r").events(EventChoice.APPEARED).inBerlin().matches(appeared))
                .isTrue();
        assertThat(rule("r").events(EventChoice.APPEARED).inBerlin().matches(left))
                .isFalse();
        assertThat(rule("r").events(EventChoice.LEFT).inBerlin().matches(left)).isTrue();
    }

    @Test
    void aZoneThatHasRoomAgainIsNotFull() {
        Event room = Happenings.event("e4", "gate", 0, EventType.OCCUPANCY)
                .setKind(EventKind.LEFT)
                .setEnd(Happenings.at(4))
                .build();

        assertThat(rule("r").inBerlin().matches(room)).isFalse();
    }
}
