package dev.hawkeye.notify.alarm;

import static dev.hawkeye.notify.alarm.Rules.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever was committed, and whenever the process ends: the next one goes on as if nothing had been. */
class AlarmsAfterRestartTest {
    private static final int EVENTS = 200;
    private static final Memory NOTHING = Memory.parse(0, "");

    private final List<Rule> rules = List.of(
            rule("each").inBerlin(),
            rule("calm").cooldown(45).inBerlin(),
            rule("group").groupWithin(20).inBerlin(),
            rule("calm-group").groupWithin(10).cooldown(90).longest(120).inBerlin());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSameIsSentWhereverItIsInterrupted(long seed) {
        List<Event> events = events(new Random(seed));
        List<String> undisturbed = new ArrayList<>();
        Alarms alarms = new Alarms(rules, Memory.parse(0, ""), false);
        List<Memory> commits = new ArrayList<>();
        commits.add(Memory.parse(0, ""));
        List<List<String>> sentBefore = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < EVENTS; i++) {
            undisturbed.addAll(take(alarms, events, i));
            commits.add(alarms.memory(i + 1));
            sentBefore.add(List.copyOf(undisturbed));
        }
        assertThat(undisturbed).anyMatch(line -> line.contains("alarm-ended calm-group"));

        for (int stop = 0; stop <= EVENTS; stop++) {
            Memory commit = commits.get(stop);
            Alarms next = new Alarms(rules, Memory.parse(commit.committed(), commit.text()), false);
            List<String> sent = new ArrayList<>(sentBefore.get(stop));
            for (int i = (int) commit.committed(); i < EVENTS; i++) {
                sent.addAll(take(next, events, i));
            }
            assertThat(sent).as("ended after %d events", stop).isEqualTo(undisturbed);
        }
    }

    @Test
    void whatTheClockHasEndedIsNotEndedAgain() {
        Rule rule = rule("gate").groupWithin(10).cooldown(3_600).inBerlin();
        Alarms before = new Alarms(List.of(rule), Memory.parse(0, ""), false);
        List<Event> events = List.of(
                Happenings.crossed("e1", "a", 0), Happenings.crossed("e2", "a", 5), Happenings.crossed("e3", "a", 100));
        take(before, events, 0);
        take(before, events, 1);
        assertThat(before.silence(Happenings.at(20).toEpochMilli())).hasSize(1);
        Memory commit = before.memory(2);

        Alarms after = new Alarms(List.of(rule), Memory.parse(commit.committed(), commit.text()), false);

        assertThat(take(after, events, 0)).isEmpty();
        assertThat(take(after, events, 1)).isEmpty();
        assertThat(after.silence(Happenings.at(30).toEpochMilli())).isEmpty();
        assertThat(take(after, events, 2)).isEmpty();
    }

    @Test
    void whatWasNotReadAgainYetStaysCommitted() {
        Rule rule = rule("gate").groupWithin(10).inBerlin();
        Alarms before = new Alarms(List.of(rule), Memory.parse(0, ""), false);
        List<Event> events = List.of(
                Happenings.crossed("e1", "a", 0), Happenings.crossed("e2", "b", 5), Happenings.crossed("e3", "a", 6));
        for (int i = 0; i < 3; i++) {
            take(before, events, i);
        }
        Memory commit = before.memory(3);
        Alarms after = new Alarms(List.of(rule), Memory.parse(commit.committed(), commit.text()), false);

        take(after, events, 0);

        assertThat(after.memory(1).text()).isEqualTo(commit.text());
        assertThat(after.memory(1).committed()).isZero();
    }

    @Test
    void moreAlarmsThanAreRememberedAreSentAgainRatherThanForgotten() {
        Rule rule = rule("gate").groupWithin(10).inBerlin();
        Alarms alarms = new Alarms(List.of(rule), Memory.parse(0, ""), false);
        for (int i = 0; i < 1_000; i++) {
            alarms.take(Happenings.crossed("e" + i, "camera-" + i, 0), i, 0, 0);
        }

        Memory commit = alarms.memory(1_000);

        assertThat(commit.committed()).isZero();
        assertThat(Memory.parse(0, commit.text()).next()).isZero();
    }

    @Test
    void whereNothingMayBeSentAgainTheOldestOfTooManyAreForgotten() {
        Rule rule = rule("gate").groupWithin(10).inBerlin();
        Alarms alarms = new Alarms(List.of(rule), Memory.parse(0, ""), true);
        for (int i = 0; i < 1_000; i++) {
            alarms.take(Happenings.crossed("e" + i, "camera-" + i, 0), i, 0, 0);
        }

        Memory commit = alarms.memory(1_000);

        assertThat(commit.text()).hasSizeLessThan(4_096);
        assertThat(Memory.parse(commit.committed(), commit.text()).next()).isEqualTo(1_000);
        assertThat(commit.committed()).isBetween(1L, 999L);
    }

    @Test
    void anOpenAlarmWhoseRuleIsGoneIsEndedOnceEverythingIsReadAgain() {
        Event first = Happenings.crossed("e1", "a", 0);
        Event second = Happenings.crossed("e2", "a", 5);
        Alarms before = resumed(NOTHING, true, rule("gate").groupWithin(60));
        Notification began = takeAt(before, first, 0, 0).get(0);
        assertThat(takeAt(before, second, 1, 5)).isEmpty();

        Alarms after = resumed(before.memory(2), true, rule("renamed").groupWithin(60));
        assertThat(takeAt(after, first, 0, 100)).isEmpty();
        assertThat(takeAt(after, second, 1, 100)).isEmpty();
        assertThat(after.memory(2).text()).isEqualTo(before.memory(2).text());
        List<Notification> due = silence(after, 100);

        assertThat(due).singleElement().satisfies(ended -> {
            assertThat(ended.kind()).isEqualTo(Notification.Kind.ENDED);
            assertThat(ended.id()).isEqualTo(began.id());
            assertThat(ended.rule()).isEqualTo("gate");
            assertThat(ended.camera()).isEqualTo("a");
            assertThat(ended.end()).isEqualTo(Happenings.at(0));
            assertThat(ended.arrived()).isEqualTo(Happenings.at(100).toEpochMilli());
        });
        assertThat(silence(after, 200)).isEmpty();
        assertThat(after.memory(2).committed()).isEqualTo(2);
    }

    @Test
    void itEndsBeforeWhatTheNextEventCauses() {
        Event first = Happenings.crossed("e1", "a", 0);
        Alarms before = resumed(NOTHING, true, rule("gate").groupWithin(60));
        takeAt(before, first, 0, 0);

        Alarms after = resumed(before.memory(1), true, rule("renamed").groupWithin(60));
        takeAt(after, first, 0, 9);
        List<Notification> due = takeAt(after, Happenings.crossed("e2", "a", 10), 1, 10);

        assertThat(due)
                .extracting(sent -> sent.kind() + " " + sent.rule())
                .containsExactly("alarm-ended gate", "alarm-began renamed");
        assertThat(after.memory(2).committed()).isEqualTo(1);
    }

    @Test
    void anOpenAlarmIsEndedWhereItsRuleNoLongerMakesAlarms() {
        Event first = Happenings.crossed("e1", "a", 0);
        Alarms before = resumed(NOTHING, false, rule("gate").groupWithin(60));
        takeAt(before, first, 0, 0);

        Alarms after = resumed(before.memory(1), false, rule("gate").cooldown(30));
        assertThat(takeAt(after, first, 0, 5)).isEmpty();

        assertThat(silence(after, 5)).extracting(Notification::kind).containsExactly(Notification.Kind.ENDED);
        assertThat(takeAt(after, Happenings.crossed("e2", "a", 29), 1, 29)).isEmpty();
        assertThat(takeAt(after, Happenings.crossed("e3", "a", 30), 2, 30)).hasSize(1);
    }

    @Test
    void anOpenAlarmGoesOnUnderTheRuleOfItsNameEvenIfThatWouldNotChooseItsBeginning() {
        Event first = Happenings.crossed("e1", "a", 0);
        Alarms before = resumed(NOTHING, false, rule("gate").groupWithin(60));
        takeAt(before, first, 0, 0);

        Alarms after =
                resumed(before.memory(1), false, rule("gate").classes("car").groupWithin(60));
        assertThat(takeAt(after, first, 0, 5)).isEmpty();

        assertThat(silence(after, 5)).isEmpty();
        assertThat(silence(after, 63)).extracting(Notification::kind).containsExactly(Notification.Kind.ENDED);
    }

    @Test
    void anOpenAlarmThatWouldHaveEndedUnderTheChangedRuleIsEnded() {
        List<Event> events = List.of(Happenings.crossed("e1", "a", 0), Happenings.crossed("e2", "a", 40));
        Alarms before = resumed(NOTHING, false, rule("gate").groupWithin(60));
        takeAt(before, events.get(0), 0, 0);
        takeAt(before, events.get(1), 1, 40);

        Alarms after = resumed(before.memory(2), false, rule("gate").groupWithin(10));
        takeAt(after, events.get(0), 0, 41);
        takeAt(after, events.get(1), 1, 41);

        assertThat(silence(after, 41)).extracting(Notification::end).containsExactly(Happenings.at(0));
    }

    @Test
    void aChangeWhileEventsAreReadAgainEndsNothingTwice() {
        Event ended = Happenings.crossed("e1", "a", 0);
        Event open = Happenings.crossed("e2", "b", 18);
        Rules kept = rule("gate").groupWithin(10).cooldown(3_600);
        Alarms before =
                resumed(NOTHING, true, kept, rule("gone").groupWithin(10).cooldown(3_600));
        takeAt(before, ended, 0, 0);
        assertThat(silence(before, 15)).hasSize(2);
        takeAt(before, open, 1, 18);

        Alarms after = resumed(
                before.memory(2), true, kept, rule("gone").groupWithin(10).cooldown(3_600));
        List<Rule> others = List.of(kept.inBerlin());
        assertThat(after.change(others, Happenings.at(19).toEpochMilli())).isEmpty();
        assertThat(takeAt(after, ended, 0, 19)).isEmpty();
        assertThat(takeAt(after, open, 1, 19)).isEmpty();

        assertThat(silence(after, 19))
                .extracting(sent -> sent.kind() + " " + sent.rule() + " " + sent.camera())
                .containsExactly("alarm-ended gone b");
        assertThat(silence(after, 60))
                .extracting(sent -> sent.kind() + " " + sent.rule() + " " + sent.camera())
                .containsExactly("alarm-ended gate b");
    }

    @Test
    void whatAChangeEndsWhileEventsAreReadAgainIsSentOnceThatCanBeCommitted() {
        List<Event> events = List.of(Happenings.crossed("e1", "a", 0), Happenings.crossed("e2", "a", 5));
        Alarms before = resumed(NOTHING, true, rule("gate").groupWithin(60));
        takeAt(before, events.get(0), 0, 0);
        takeAt(before, events.get(1), 1, 5);

        Alarms after = resumed(before.memory(2), true, rule("gate").groupWithin(60));
        takeAt(after, events.get(0), 0, 6);
        assertThat(after.change(List.of(), Happenings.at(6).toEpochMilli())).isEmpty();
        takeAt(after, events.get(1), 1, 6);

        assertThat(silence(after, 6)).extracting(Notification::kind).containsExactly(Notification.Kind.ENDED);
    }

    @Test
    void whatHadEndedStaysEndedIfItIsCommittedBeforeTheNextEvent() {
        Event first = Happenings.crossed("e1", "a", 0);
        Rules gate = rule("gate").groupWithin(10).cooldown(3_600);
        Alarms before = resumed(NOTHING, true, gate);
        takeAt(before, first, 0, 0);
        assertThat(silence(before, 15)).hasSize(1);

        Alarms after = resumed(before.memory(1), true, gate);
        takeAt(after, first, 0, 20);

        assertThat(after.memory(1).text()).isEqualTo(before.memory(1).text());
    }

    @Test
    void withoutTheNameOfARuleItsAlarmIsForgottenAsBefore() {
        Event first = Happenings.crossed("e1", "a", 0);
        Alarms before = resumed(NOTHING, true, rule("gate").groupWithin(60));
        takeAt(before, first, 0, 0);
        String text = before.memory(1).text();
        String hash = Integer.toString("gate".hashCode() & Integer.MAX_VALUE, 36);
        assertThat(text).isEqualTo("1 1 0." + hash + "," + hash + "=gate");
        Memory old = Memory.parse(0, "1 1 0." + hash);

        Alarms after = resumed(old, true, rule("renamed").groupWithin(60));
        assertThat(takeAt(after, first, 0, 5)).isEmpty();
        assertThat(silence(after, 5)).isEmpty();

        Alarms same = resumed(old, true, rule("gate").groupWithin(60));
        takeAt(same, first, 0, 5);
        assertThat(silence(same, 5)).isEmpty();
        assertThat(same.memory(1).text()).isEqualTo(before.memory(1).text());
        assertThat(silence(same, 100)).hasSize(1);
    }

    @Test
    void namesAreRememberedAsFarAsTheyFit() {
        Rules[] many = IntStream.range(0, 100)
                .mapToObj(i ->
                        rule("a-rule-with-a-long-name-" + "x".repeat(30) + i).groupWithin(60))
                .toArray(Rules[]::new);
        Alarms alarms = resumed(NOTHING, false, many);
        takeAt(alarms, Happenings.crossed("e1", "a", 0), 0, 0);

        Memory commit = alarms.memory(1);

        assertThat(commit.text()).hasSizeLessThan(4_096);
        assertThat(commit.next()).isEqualTo(1);
        assertThat(Memory.parse(0, commit.text()).openAt(0)).hasSizeBetween(30, 99);
    }

    private static List<String> take(Alarms alarms, List<Event> events, int offset) {
        long arrival = Rule.moment(events.get(offset)).toEpochMilli();
        return lines(alarms.take(events.get(offset), offset, arrival, arrival));
    }

    private static List<String> lines(List<Notification> notifications) {
        return notifications.stream()
                .map(sent ->
                        sent.kind() + " " + sent.rule() + " " + sent.key() + " " + sent.end() + " " + sent.events())
                .toList();
    }

    private static Alarms resumed(Memory commit, boolean once, Rules... rules) {
        return new Alarms(
                Stream.of(rules).map(Rules::inBerlin).toList(), Memory.parse(commit.committed(), commit.text()), once);
    }

    private static List<Notification> takeAt(Alarms alarms, Event event, long offset, int second) {
        return alarms.take(
                event,
                offset,
                Rule.moment(event).toEpochMilli(),
                Happenings.at(second).toEpochMilli());
    }

    private static List<Notification> silence(Alarms alarms, int second) {
        return alarms.silence(Happenings.at(second).toEpochMilli());
    }

    /** Visits and crossings before three cameras, in the order in which they are noticed. */
    private static List<Event> events(Random random) {
        List<Event> events = new ArrayList<>();
        TreeSet<String> inside = new TreeSet<>();
        int second = 0;
        for (int i = 0; i < EVENTS; i++) {
            second += random.nextInt(15);
            String camera = "c" + random.nextInt(3);
            String open = inside.stream()
                    .filter(id -> id.startsWith(camera))
                    .findFirst()
                    .orElse(null);
            if (open != null && random.nextInt(3) == 0) {
                inside.remove(open);
                events.add(Happenings.exited(open, camera, second - random.nextInt(4), 3));
            } else if (random.nextBoolean()) {
                String id = camera + "-" + i;
                inside.add(id);
                events.add(Happenings.entered(id, camera, second));
            } else {
                events.add(Happenings.crossed(camera + "-" + i, camera, second));
            }
        }
        return events;
    }
}
