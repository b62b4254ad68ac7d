package dev.hawkeye.aggregator;

import static dev.hawkeye.aggregator.Shot.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hawkeye.aggregator.config.ConfigBuilder;
import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final ConfigBuilder settings = new ConfigBuilder();
    private AggregatorDriver aggregator;

    @AfterEach
    void close() {
        if (aggregator != null) {
            aggregator.close();
        }
    }

    @Test
    void confirmsAClassSeenInThreeOfTheLastFiveFrames() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 0).with("car", .9), at(1, 1), at(2, 2).with("car", .5, .4), at(3, 3));
        assertThat(aggregator.shortEvents()).isEmpty();

        aggregator.send(at(4, 4).with("car", .7));
        List<Event> events = aggregator.events();
        assertThat(events).hasSize(1);
        Event event = events.get(0);
        assertThat(event.getKind()).isEqualTo(EventKind.APPEARED);
        assertThat(event.getStart()).isEqualTo(time(0));
        assertThat(event.getConfirmed()).isEqualTo(time(4));
        assertThat(event.getEnd()).isNull();
        assertThat(event.getPeak()).isEqualTo(2);
        assertThat(event.getConfidence()).isEqualTo(.9f);
    }

    @Test
    void needsAHigherScoreToConfirmThanToLast() {
        settings.cameras = ByCamera.all(new EventChoice(List.of(), .5f));
        aggregator = new AggregatorDriver(settings);

        aggregator.send(at(0, 0).with("car", .9), at(1, 1).with("car", .49), at(2, 2).with("car", .3, .6));
        assertThat(aggregator.shortEvents()).isEmpty();
        aggregator.send(at(3, 3).with("car", .5));
        for (int i = 4; i < 20; i++) {
            aggregator.send(at(i, i).with("car", .26));
        }
        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 0");

        aggregator.send(at(20, 20), at(21, 30));
        assertThat(aggregator.shortEvents()).containsExactly("LEFT car 19");
    }

    @Test
    void opensOnlyEventsOfTheClassesOfTheCamera() {
        EventChoice gate = new EventChoice(List.of("car"), 0);
        settings.cameras = new ByCamera<>(EventChoice.ANY, Map.of("gate", gate));
        aggregator = new AggregatorDriver(settings);

        for (int i = 0; i < 3; i++) {
            aggregator.send(
                    at(i, i).with("car", .9).with("kite", .9),
                    at(i, i).of("yard").with("kite", .9));
        }

        assertThat(aggregator.events())
                .extracting(Event::getCamera, Event::getClassName)
                .containsExactly(tuple("gate", "car"), tuple("yard", "kite"));
        aggregator.send(at(3, 30).of("yard"), at(4, 30));
        assertThat(aggregator.shortCounts()).anyMatch(count -> count.contains("kite"));
    }

    @Test
    void forgetsASightingThatIsMoreThanFiveFramesOld() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 0).with("car", .9),
                at(1, 1),
                at(2, 2).with("car", .9),
                at(3, 3),
                at(4, 4),
                at(5, 5).with("car", .9));

        assertThat(aggregator.shortEvents()).isEmpty();
    }

    @Test
    void looksOnlyAtFramesThatWereAnalyzed() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 0).with("car", .9),
                at(1, 1).fate(Fate.SHED),
                at(2, 2).fate(Fate.SHED),
                at(3, 3).fate(Fate.FAILED),
                at(4, 4).with("car", .9),
                at(5, 5).fate(Fate.SHED),
                at(6, 6).with("car", .9));

        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 0");
    }

    @Test
    void confirmsEachClassByItself() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 0).with("car", .9).with("dog", .9),
                at(1, 1).with("car", .9).with("person", .9),
                at(2, 2).with("car", .9).with("dog", .9),
                at(3, 3).with("dog", .9));

        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 0", "APPEARED dog 0");
    }

    @Test
    void endsAnEventWhenAFrameWithoutItsClassComesFiveSecondsAfterTheLastSighting() {
        aggregator = new AggregatorDriver(settings);
        aggregator.send(at(0, 0).with("car", .5), at(1, 1).with("car", .6), at(2, 2).with("car", .7));
        Event appeared = aggregator.events().get(0);

        aggregator.send(at(3, 4).with("car", .8, .3, .3), at(4, 8.999));
        assertThat(aggregator.shortEvents()).isEmpty();

        aggregator.send(at(5, 9));
        List<Event> events = aggregator.events();
        assertThat(events).hasSize(1);
        Event left = events.get(0);
        assertThat(left.getKind()).isEqualTo(EventKind.LEFT);
        assertThat(left.getId()).isEqualTo(appeared.getId());
        assertThat(left.getEnd()).isEqualTo(time(4));
        assertThat(left.getPeak()).isEqualTo(3);
        assertThat(left.getConfidence()).isEqualTo(.8f);
        assertThat(left.getKeyframe()).isEqualTo(appeared.getKeyframe());
        assertThat(left.getNotUploadedReason()).isEqualTo(appeared.getNotUploadedReason());
        assertThat(aggregator.counter("events", "kind", "appeared")).isEqualTo(1);
        assertThat(aggregator.counter("events", "kind", "left")).isEqualTo(1);
    }

    @Test
    void takesAGapWithoutFramesForNoAbsence() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 0).with("car", .5),
                at(1, 1).with("car", .6),
                at(2, 2).with("car", .7),
                at(3, 20).with("car", .7));

        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 0");
    }

    @Test
    void doesNotConfirmAnEventAgainByTheSightingsOfTheOneThatEnded() {
        settings.leaveAfter = Duration.ofSeconds(1);
        aggregator = new AggregatorDriver(settings);
        aggregator.send(at(0, 0).with("car", .5), at(1, 1).with("car", .6), at(2, 2).with("car", .7), at(3, 3));
        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 0", "LEFT car 2");

        aggregator.send(at(4, 4).with("car", .5), at(5, 5).with("car", .5));
        assertThat(aggregator.shortEvents()).isEmpty();

        aggregator.send(at(6, 6).with("car", .5));
        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 4");
    }

    @Test
    void endsEveryEventWhereAnOlderRecordingBegins() {
        aggregator = new AggregatorDriver(settings);
        aggregator.send(
                at(0, 100).with("car", .5).lossless(),
                at(1, 101).with("car", .6).lossless(),
                at(2, 102).with("car", .7).lossless());

        aggregator.send(
                at(0, 1).in("s2").with("car", .5).lossless(),
                at(1, 2).in("s2").with("car", .6).lossless(),
                at(2, 3).in("s2").with("car", .7).lossless());

        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 100", "LEFT car 102", "APPEARED car 1");
    }

    @Test
    void noEventEndsBeforeItsStartWhenAClockIsSetBack() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 4).with("car", .5),
                at(0, 1).in("s2").with("car", .6),
                at(1, 2).in("s2").with("car", .7),
                at(2, 3).in("s2"),
                at(3, 9).in("s2"));

        List<Event> events = aggregator.events();
        assertThat(events).extracting(Event::getStart).containsExactly(time(1), time(1));
        assertThat(events).extracting(Event::getEnd).containsExactly(null, time(4));
    }

    @Test
    void endsEveryEventWithTheLastFrame() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 0).with("car", .5).with("dog", .5),
                at(1, 1).with("car", .6).with("dog", .5),
                at(2, 2).with("car", .7).with("dog", .5),
                at(3, 3).with("car", .7).last());

        assertThat(aggregator.shortEvents())
                .containsExactly("APPEARED car 0", "APPEARED dog 0", "LEFT car 3", "LEFT dog 2");
    }

    @Test
    void confirmsAnEventInTheVeryLastFrame() {
        aggregator = new AggregatorDriver(settings);

        aggregator.send(
                at(0, 0).with("car", .5),
                at(1, 1).with("car", .6),
                at(2, 2).with("car", .7).last());

        assertThat(aggregator.shortEvents()).containsExactly("APPEARED car 0", "LEFT car 2");
    }

    @Test
    void givesTheSameEventTheSameIdAndAnotherOneAnother() {
        String first = idOfAnEventIn("s1");

        assertThat(idOfAnEventIn("s1")).isEqualTo(first);
        assertThat(idOfAnEventIn("s2")).isNotEqualTo(first);
    }

    private String idOfAnEventIn(String stream) {
        try (AggregatorDriver once = new AggregatorDriver(settings)) {
            once.send(
                    at(0, 0).in(stream).with("car", .5),
                    at(1, 1).in(stream).with("car", .6),
                    at(2, 2).in(stream).with("car", .7));
            return once.events().get(0).getId();
        }
    }

    private static Instant time(double seconds) {
        return Instant.ofEpochMilli(Shot.ZERO + Math.round(seconds * 1000));
    }
}
