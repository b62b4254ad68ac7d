package dev.hawkeye.tracking.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polyline;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCrossingsTest {
    private static final Line LINE = new Line("gate", new Polyline(List.of(new Point(0.2, 0.5), new Point(0.8, 0.5))));

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void aCrossingIsCountedAtTheTimeOfTheCut(long every) {
        Walk down = Walk.from(0.5, 0.2).to(0.5, 0.8, 3000);

        assertThat(crossings(down, every)).containsExactly(new Crossing("gate", "in", 1500));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void oneWhoComesBackIsCountedBothWays(long every) {
        Walk there = Walk.from(0.5, 0.2).to(0.5, 0.8, 3000).to(0.6, 0.2, 3000);

        assertThat(crossings(there, every))
                .containsExactly(new Crossing("gate", "in", 1500), new Crossing("gate", "out", 4500));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void oneWhoPassesBesideTheEndIsNotCounted(long every) {
        assertThat(crossings(Walk.from(0.1, 0.2).to(0.1, 0.8, 3000), every)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void aBoxThatJittersOnTheLineIsCountedOnceAtMost(long every) {
        for (int seed = 0; seed < 200; seed++) {
            Walk waiting = Walk.from(0.5, 0.2).to(0.5, 0.5, 2000).rest(60_000);

            List<Position> seen = waiting.seen(every, 0, new Random(seed), 0.05);
            assertThat(crossings(seen)).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void oneWhoWaitsOnTheLineAndGoesOnIsCountedOnce(long every) {
        for (int seed = 0; seed < 200; seed++) {
            Walk hesitating =
                    Walk.from(0.5, 0.2).to(0.5, 0.5, 2000).rest(20_000).to(0.5, 0.8, 2000);

            List<Position> seen = hesitating.seen(every, 0, new Random(seed), 0.04);
            assertThat(crossings(seen)).as("seed %d", seed).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 200, 500})
    void oneWhoWaitsOnTheLineAndTurnsIsCountedNeitherWayOrBoth(long every) {
        for (int seed = 0; seed < 200; seed++) {
            Walk hesitating =
                    Walk.from(0.5, 0.2).to(0.5, 0.5, 2000).rest(20_000).to(0.5, 0.2, 2000);

            List<Position> seen = hesitating.seen(every, 0, new Random(seed), 0.04);
            List<String> directions =
                    crossings(seen).stream().map(Crossing::direction).toList();
            assertThat(directions).as("seed %d", seed).isIn(List.of(), List.of("in", "out"));
        }
    }

    @Test
    void aSingleBoxOutOfPlaceIsNotCounted() {
        List<Position> seen = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            seen.add(Walk.position(100L * i, 0.5, i == 20 ? 0.7 : 0.3));
        }

        assertThat(crossings(seen)).isEmpty();
    }

    @Test
    void oneThatStopsRightBehindTheLineIsCountedOnceItHasStayed() {
        Walk stopping = Walk.from(0.5, 0.2).to(0.5, 0.51, 3100).rest(1800);

        assertThat(crossings(stopping, 100, false)).isEmpty();
        assertThat(crossings(stopping.rest(300), 100, false)).containsExactly(new Crossing("gate", "in", 3000));
    }

    @Test
    void oneThatLeavesThePictureRightBehindTheLineIsCounted() {
        Line low = new Line("door", new Polyline(List.of(new Point(0, 0.95), new Point(1, 0.95))));
        Walk leaving = Walk.from(0.5, 0.5).to(0.5, 0.97, 4700);

        assertThat(crossings(low, leaving.seen(100, 0, new Random(1), 0), "person", true))
                .containsExactly(new Crossing("door", "in", 4500));
        assertThat(crossings(low, leaving.seen(500, 200, new Random(1), 0), "person", true))
                .containsExactly(new Crossing("door", "in", 4500));
    }

    @Test
    void oneThatIsLostOnTheLineIsNotCounted() {
        assertThat(crossings(Walk.from(0.5, 0.2).to(0.5, 0.504, 3040), 100)).isEmpty();
        assertThat(crossings(Walk.from(0.5, 0.49).to(0.5, 0.51, 3000), 100))
                .as("it was never clear of the line")
                .isEmpty();
    }

    @Test
    void oneThatStopsExactlyOnTheLineAndGoesOnIsCountedOnce() {
        for (double x : List.of(0.2, 0.35, 0.5, 0.79)) {
            Walk stopping = Walk.from(x, 0.25).to(x, 0.5, 2000).rest(1000).to(x, 0.75, 2000);

            assertThat(crossings(stopping, 500)).as("at x = %s", x).hasSize(1);
        }
    }

    @Test
    void aPathThroughTheCornerOfALineIsCountedOnce() {
        Line bent = new Line(
                "bent", new Polyline(List.of(new Point(0.25, 0.25), new Point(0.5, 0.5), new Point(0.75, 0.25))));
        Walk through = Walk.from(0.5, 0.25).to(0.5, 0.75, 2000);

        for (long every : new long[] {100, 200, 500, 1000}) {
            assertThat(crossings(bent, through.seen(every, 0, new Random(1), 0), "person", true))
                    .hasSize(1);
        }
    }

    @Test
    void theClassAtTheTimeOfCountingDecides() {
        Line cars = new Line("gate", LINE.points(), List.of("up", "down"), List.of("car"), Anchor.BOTTOM_CENTER);
        List<Position> seen = Walk.from(0.5, 0.2).to(0.5, 0.8, 3000).seen(100, 0, new Random(1), 0);

        assertThat(crossings(cars, seen, "person", true)).isEmpty();
        assertThat(crossings(cars, seen, "car", true)).containsExactly(new Crossing("gate", "up", 1500));
    }

    @Test
    void walksAreCountedAsTheirTruePathsAre() {
        Random random = new Random(11);
        int walks = 0;
        int crossings = 0;
        while (walks < 300) {
            Walk walk = Walk.random(random, 4);
            List<Crossing> truth = truth(walk);
            if (!isPlain(walk, truth)) {
                continue;
            }
            walks++;
            crossings += truth.size();
            for (long every : new long[] {100, 200, 500}) {
                List<Position> seen = walk.seen(every, random.nextInt((int) every), random, 0.02);
                List<Crossing> counted = crossings(LINE, seen, "person", true);
                assertThat(counted)
                        .as("walk %d every %d ms", walks, every)
                        .extracting(Crossing::direction)
                        .containsExactlyElementsOf(
                                truth.stream().map(Crossing::direction).toList());
                for (int i = 0; i < counted.size(); i++) {
                    assertThat(Math.abs(counted.get(i).time() - truth.get(i).time()))
                            .isLessThan(every);
                }
            }
        }
        assertThat(crossings).isGreaterThan(100);
    }

    /** From a picture every 10 ms, for the level line alone. */
    private static List<Crossing> truth(Walk walk) {
        List<Crossing> truth = new ArrayList<>();
        for (long time = 10; time <= walk.end(); time += 10) {
            Point before = walk.at(time - 10);
            Point now = walk.at(time);
            if (before.y() < 0.5 != now.y() < 0.5 && now.x() > 0.2 && now.x() < 0.8) {
                truth.add(new Crossing("gate", now.y() > before.y() ? "in" : "out", time));
            }
        }
        return truth;
    }

    /** Whether there is time between crossings, and the ends of the line and a turn close to it are not in question. */
    private static boolean isPlain(Walk walk, List<Crossing> truth) {
        for (int i = 0; i < truth.size(); i++) {
            long next = i + 1 < truth.size() ? truth.get(i + 1).time() : walk.end();
            long before = i == 0 ? 0 : truth.get(i - 1).time();
            if (next - truth.get(i).time() < 2500 || truth.get(i).time() - before < 2500) {
                return false;
            }
        }
        for (long time = 0; time <= walk.end(); time += 10) {
            Point at = walk.at(time);
            boolean isAtLevel = Math.abs(at.y() - 0.5) < 0.06;
            boolean isAtAnEnd = Math.min(Math.abs(at.x() - 0.2), Math.abs(at.x() - 0.8)) < 0.12;
            long now = time;
            boolean crosses = truth.stream().anyMatch(crossing -> Math.abs(crossing.time() - now) < 1200);
            if (isAtLevel && (isAtAnEnd || !crosses)) {
                return false;
            }
        }
        return true;
    }

    private static List<Crossing> crossings(Walk walk, long every) {
        return crossings(walk, every, true);
    }

    private static List<Crossing> crossings(Walk walk, long every, boolean ends) {
        return crossings(LINE, walk.seen(every, 0, new Random(1), 0), "person", ends);
    }

    private static List<Crossing> crossings(List<Position> seen) {
        return crossings(LINE, seen, "person", true);
    }

    private static List<Crossing> crossings(Line line, List<Position> seen, String className, boolean ends) {
        List<Crossing> crossings = new ArrayList<>();
        LineCrossings counting = new LineCrossings(line);
        LineState state = LineState.START;
        for (int i = 1; i < seen.size(); i++) {
            state = counting.next(state, seen.get(i - 1), seen.get(i), className, crossings::add);
        }
        if (ends) {
            counting.end(state, seen.get(seen.size() - 1), className, crossings::add);
        }
        return crossings;
    }
}
