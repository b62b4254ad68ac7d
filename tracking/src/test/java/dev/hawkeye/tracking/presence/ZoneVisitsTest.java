package dev.hawkeye.tracking.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.tracking.presence.ZoneEvent.Kind;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.OccupancyLimits;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneVisitsTest {
    private static final Polygon SQUARE =
            new Polygon(List.of(new Point(0.3, 0.3), new Point(0.7, 0.3), new Point(0.7, 0.7), new Point(0.3, 0.7)));
    private static final Zone HALL = new Zone("hall", SQUARE);
    private static final Zone BENCH = zone(Duration.ofMillis(500), Duration.ofSeconds(5), List.of("person"));
    private static final long INERTIA = 500;

    private record Stay(long from, long to) {}

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void aVisitBeginsAndEndsAtTheBorder(long every) {
        Walk across = Walk.from(0.1, 0.5).to(0.9, 0.5, 8000);

        assertThat(events(HALL, across, every))
                .containsExactly(
                        new ZoneEvent("hall", Kind.ENTERED, 2000, 2000, "person"),
                        new ZoneEvent("hall", Kind.EXITED, 6000, 2000, "person"));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void aVisitThatIsTooShortIsNone(long every) {
        Walk corner = Walk.from(0.5, 0.1).to(0.5, 0.32, 2000).to(0.5, 0.1, 2000);

        assertThat(events(HALL, corner, every)).isEmpty();
    }

    @Test
    void aVisitOfOneFrameCountsIfItLastedLongEnough() {
        Walk quick = Walk.from(0.1, 0.5).to(0.9, 0.5, 1200);

        assertThat(events(HALL, quick.seen(500, 100, new Random(1), 0), "person", 0.9))
                .extracting(ZoneEvent::kind, ZoneEvent::time)
                .containsExactly(tuple(Kind.ENTERED, 300L), tuple(Kind.EXITED, 900L));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void aBoxThatJittersAtTheBorderIsOneVisit(long every) {
        for (int seed = 0; seed < 100; seed++) {
            Walk standing = Walk.from(0.5, 0.1)
                    .to(0.5, 0.5, 2000)
                    .rest(2000)
                    .to(0.5, 0.315, 1500)
                    .rest(20_000)
                    .to(0.5, 0.5, 1500)
                    .to(0.5, 0.1, 2000);

            Random noise = new Random(seed);
            Zone slow = zone(Duration.ofSeconds(3), Duration.ZERO, List.of());
            assertThat(events(slow, standing.seen(every, 0, noise, 0.1), "person", 0.9))
                    .as("seed %d", seed)
                    .hasSize(2);
        }
    }

    @Test
    void aTrackThatBeginsInsideHasEnteredThenAndOneThatEndsInsideHasLeftThen() {
        Walk inside = Walk.from(0.4, 0.5).to(0.6, 0.5, 3000);

        assertThat(events(HALL, inside, 100))
                .containsExactly(
                        new ZoneEvent("hall", Kind.ENTERED, 0, 0, "person"),
                        new ZoneEvent("hall", Kind.EXITED, 3000, 0, "person"));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void loiteringIsToldOncePerVisitAtTheTimeWhenItBegan(long every) {
        Walk sitting = Walk.from(0.5, 0.1)
                .to(0.5, 0.5, 2000)
                .rest(20_000)
                .to(0.5, 0.1, 2000)
                .rest(1000)
                .to(0.5, 0.5, 2000)
                .rest(2000)
                .to(0.5, 0.1, 2000)
                .rest(1000);

        List<ZoneEvent> events = events(BENCH, sitting, every);

        assertThat(events)
                .extracting(ZoneEvent::kind)
                .containsExactly(Kind.ENTERED, Kind.LOITERING, Kind.EXITED, Kind.ENTERED, Kind.EXITED);
        assertThat(events.get(1).time()).isEqualTo(6000);
        assertThat(events.get(1).dwell()).isEqualTo(5000);
    }

    @Test
    void aVisitCountsFromItsFirstFrameOnceOneIsGoodEnough() {
        Zone strict = new Zone(
                "hall",
                SQUARE,
                List.of("person"),
                Map.of("person", 0.6f),
                Map.of("person", 0.1f),
                Map.of(),
                Duration.ofMillis(INERTIA),
                Duration.ZERO,
                OccupancyLimits.NONE,
                Anchor.BOTTOM_CENTER);
        List<Position> seen = Walk.from(0.1, 0.5).to(0.9, 0.5, 8000).seen(100, 0, new Random(1), 0);

        assertThat(events(strict, seen, "person", 0.5)).isEmpty();
        assertThat(events(strict, seen, "car", 0.9)).isEmpty();
        assertThat(events(strict, seen, "person", 0.7)).hasSize(2);

        List<ZoneEvent> events = new ArrayList<>();
        ZoneVisits visits = new ZoneVisits(strict);
        VisitState state = visits.first(seen.get(0), "person", 0.5, events::add);
        for (int i = 1; i < seen.size(); i++) {
            state = visits.next(state, seen.get(i - 1), seen.get(i), "person", i == 40 ? 0.8 : 0.3, events::add);
        }
        assertThat(events.get(0).time()).isEqualTo(2000);
        assertThat(events.get(1).dwell()).isEqualTo(4000);
    }

    @Test
    void walksHaveTheVisitsOfTheirTruePaths() {
        Random random = new Random(5);
        int walks = 0;
        int visits = 0;
        while (walks < 300) {
            Walk walk = Walk.random(random, 4);
            List<Stay> stays = stays(walk);
            if (!isPlain(stays, walk)) {
                continue;
            }
            walks++;
            visits += stays.size();
            for (long every : new long[] {100, 200, 500}) {
                List<Position> seen = walk.seen(every, 0, random, 0);
                List<ZoneEvent> exits = events(HALL, seen, "person", 0.9).stream()
                        .filter(event -> event.kind() == Kind.EXITED)
                        .toList();
                assertThat(exits).as("walk %d every %d ms", walks, every).hasSameSizeAs(stays);
                for (int i = 0; i < exits.size(); i++) {
                    assertThat(exits.get(i).enteredAt()).isCloseTo(stays.get(i).from, within(every));
                    assertThat(exits.get(i).time()).isCloseTo(stays.get(i).to, within(every));
                }
            }
        }
        assertThat(visits).isGreaterThan(100);
    }

    /** From a picture every 10 ms. */
    private static List<Stay> stays(Walk walk) {
        List<Stay> stays = new ArrayList<>();
        long since = -1;
        for (long time = 0; time <= walk.end(); time += 10) {
            Point at = walk.at(time);
            boolean inside = Math.abs(at.x() - 0.5) < 0.2 && Math.abs(at.y() - 0.5) < 0.2;
            if (inside && since < 0) {
                since = time;
            } else if (!inside && since >= 0) {
                stays.add(new Stay(since, time));
                since = -1;
            }
        }
        if (since >= 0) {
            stays.add(new Stay(since, walk.end()));
        }
        return stays;
    }

    /** Whether stays inside and outside last so long that neither inertia nor frames per second are in question. */
    private static boolean isPlain(List<Stay> stays, Walk walk) {
        long outside = 0;
        for (Stay stay : stays) {
            if (stay.to - stay.from < INERTIA + 600 || (outside > 0 && stay.from - outside < INERTIA + 600)) {
                return false;
            }
            outside = stay.to;
        }
        return walk.end() - outside > INERTIA + 600 || outside == walk.end();
    }

    private static List<ZoneEvent> events(Zone zone, Walk walk, long every) {
        return events(zone, walk.seen(every, 0, new Random(1), 0), "person", 0.9);
    }

    private static List<ZoneEvent> events(Zone zone, List<Position> seen, String className, double score) {
        List<ZoneEvent> events = new ArrayList<>();
        ZoneVisits visits = new ZoneVisits(zone);
        VisitState state = visits.first(seen.get(0), className, score, events::add);
        for (int i = 1; i < seen.size(); i++) {
            state = visits.next(state, seen.get(i - 1), seen.get(i), className, score, events::add);
        }
        visits.end(state, seen.get(seen.size() - 1), events::add);
        return events;
    }

    private static Zone zone(Duration inertia, Duration loiter, List<String> classes) {
        return new Zone(
                "hall",
                SQUARE,
                classes,
                Map.of(),
                Map.of(),
                Map.of(),
                inertia,
                loiter,
                OccupancyLimits.NONE,
                Anchor.BOTTOM_CENTER);
    }
}
