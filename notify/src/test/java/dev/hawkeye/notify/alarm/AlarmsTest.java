package dev.hawkeye.notify.alarm;

import static dev.hawkeye.notify.alarm.Happenings.at;
import static dev.hawkeye.notify.alarm.Happenings.crossed;
import static dev.hawkeye.notify.alarm.Happenings.entered;
import static dev.hawkeye.notify.alarm.Happenings.exited;
import static dev.hawkeye.notify.alarm.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private final List<String> told = new ArrayList<>();
    private Alarms alarms;
    private long offset;

    @Test
    void withoutGroupingEachEventIsSentAlone() {
        begin(rule("gate"));

        take(crossed("e1", "a", 0));
        take(crossed("e2", "a", 1));

        assertThat(told).containsExactly("event gate a e1 x1", "event gate a e2 x1");
        assertThat(alarms.memory(offset).committed()).isEqualTo(offset);
    }

    @Test
    void inTheCooldownOfACameraNothingElseIsSent() {
        begin(rule("gate").cooldown(60));

        take(crossed("e1", "a", 0));
        take(crossed("e2", "a", 59));
        take(crossed("e3", "b", 59));
        take(crossed("e4", "a", 60));

        assertThat(told).containsExactly("event gate a e1 x1", "event gate b e3 x1", "event gate a e4 x1");
    }

    @Test
    void whatBelongsTogetherIsOneAlarm() {
        begin(rule("gate").groupWithin(10));

        take(crossed("e1", "a", 0));
        take(crossed("e2", "a", 9));
        take(crossed("e3", "a", 19));
        take(crossed("e4", "a", 30));

        assertThat(told)
                .containsExactly(
                        "alarm-began gate a e1 x1", "alarm-ended gate a e1 x3 until 19", "alarm-began gate a e4 x1");
    }

    @Test
    void anAlarmLastsAsLongAsItsEvents() {
        begin(rule("door").groupWithin(10));

        take(entered("e1", "a", 0));
        take(crossed("e2", "b", 300));
        take(exited("e1", "a", 320, 320));
        take(entered("e3", "a", 331));

        assertThat(told)
                .containsExactly(
                        "alarm-began door a e1 x1",
                        "alarm-began door b e2 x1",
                        "alarm-ended door a e1 x1 until 320",
                        "alarm-began door a e3 x1");
    }

    @Test
    void afterAnAlarmThereIsAPause() {
        begin(rule("gate").groupWithin(10).cooldown(60));

        take(crossed("e1", "a", 0));
        take(crossed("e2", "a", 5));
        take(crossed("e3", "a", 20));
        take(crossed("e4", "a", 64));
        take(crossed("e5", "a", 65));

        assertThat(told)
                .containsExactly(
                        "alarm-began gate a e1 x1", "alarm-ended gate a e1 x2 until 5", "alarm-began gate a e5 x1");
    }

    @Test
    void anAlarmThatDoesNotEndIsEnded() {
        begin(rule("door").groupWithin(10).longest(100));

        take(entered("e1", "a", 0));
        take(crossed("e2", "a", 101));

        assertThat(told)
                .containsExactly(
                        "alarm-began door a e1 x1", "alarm-ended door a e1 x1 until 0", "alarm-began door a e2 x1");
    }

    @Test
    void inSilenceTheClockEndsIt() {
        begin(rule("gate").groupWithin(10));
        take(crossed("e1", "a", 0));

        silence(12);
        assertThat(told).hasSize(1);
        silence(13);

        assertThat(told).containsExactly("alarm-began gate a e1 x1", "alarm-ended gate a e1 x1 until 0");
        assertThat(alarms.memory(offset).committed()).isEqualTo(offset);
    }

    @Test
    void asLongAsAnEventLastsItIsNotSilent() {
        begin(rule("door").groupWithin(10));
        take(entered("e1", "a", 0));

        silence(1_000);

        assertThat(told).containsExactly("alarm-began door a e1 x1");
    }

    @Test
    void theFirstEventOfAnOpenAlarmStaysUncommitted() {
        begin(rule("gate").groupWithin(10));

        take(crossed("e0", "b", 0));
        take(crossed("e1", "a", 20));
        take(crossed("e2", "b", 21));
        take(crossed("e3", "a", 22));

        assertThat(alarms.memory(offset).committed()).isEqualTo(1);
        assertThat(alarms.memory(offset).next()).isEqualTo(4);
    }

    @Test
    void theOpenAlarmsOfARuleThatGoesAreEnded() {
        begin(rule("gate").groupWithin(10));
        take(crossed("e1", "a", 0));
        take(crossed("e2", "a", 3));
        take(crossed("e3", "b", 4));

        change(5, rule("other").groupWithin(10));
        take(crossed("e4", "a", 6));

        assertThat(told)
                .containsExactly(
                        "alarm-began gate a e1 x1",
                        "alarm-began gate b e3 x1",
                        "alarm-ended gate a e1 x2 until 3",
                        "alarm-ended gate b e3 x1 until 4",
                        "alarm-began other a e4 x1");
        assertThat(alarms.memory(offset).committed()).isEqualTo(offset - 1);
    }

    @Test
    void anOpenAlarmGoesOnUnderTheRuleOfItsName() {
        begin(rule("gate").groupWithin(10));
        take(crossed("e1", "a", 0));

        change(5, rule("gate").groupWithin(60), rule("new"));
        take(crossed("e2", "a", 40));

        assertThat(told).containsExactly("alarm-began gate a e1 x1", "event new a e2 x1");
    }

    @Test
    void aRuleThatNoLongerMakesAlarmsEndsThem() {
        begin(rule("gate").groupWithin(10));
        take(crossed("e1", "a", 0));

        change(5, rule("gate"));
        take(crossed("e2", "a", 6));

        assertThat(told)
                .containsExactly("alarm-began gate a e1 x1", "alarm-ended gate a e1 x1 until 0", "event gate a e2 x1");
    }

    @Test
    void aRepeatHasTheSameKey() {
        begin(rule("gate").groupWithin(10));
        Notification first = alarms.take(crossed("e1", "a", 0), 0, 0, 0).get(0);
        begin(rule("gate").groupWithin(10));
        Notification again = alarms.take(crossed("e1", "a", 0), 7, 99, 99).get(0);

        assertThat(again.key()).isEqualTo(first.key());
        begin(rule("other").groupWithin(10));
        assertThat(alarms.take(crossed("e1", "a", 0), 0, 0, 0).get(0).key()).isNotEqualTo(first.key());
    }

    private void begin(Rules rule) {
        alarms = new Alarms(List.of(rule.inBerlin()), Memory.parse(0, ""), false);
        offset = 0;
    }

    private void change(int second, Rules... rules) {
        alarms.change(Stream.of(rules).map(Rules::inBerlin).toList(), at(second).toEpochMilli())
                .forEach(this::tell);
    }

    private void take(Event event) {
        long arrival = Rule.moment(event).toEpochMilli();
        alarms.take(event, offset++, arrival, arrival).forEach(this::tell);
    }

    private void silence(int second) {
        alarms.silence(at(second).toEpochMilli()).forEach(this::tell);
    }

    private void tell(Notification notification) {
        told.add(notification.kind() + " " + notification.rule() + " " + notification.camera() + " "
                + notification.event().getId() + " x" + notification.events()
                + (notification.kind() == Notification.Kind.ENDED
                        ? " until " + (notification.end().getEpochSecond() - at(0).getEpochSecond())
                        : ""));
    }
}
