package dev.hawkeye.console.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.LineCount;
import dev.hawkeye.counts.ZoneCount;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.OccupancyLimits;
import dev.hawkeye.tracking.scene.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialTest {
    /** From top to bottom, so that whoever goes from right to left goes in. */
    private static final Line LINE = new Line("gate", DrawnPoints.polyline("0.5,0.1;0.5,0.9"));

    private static final Zone ZONE = new Zone("door", DrawnPoints.polygon("0.4,0;0.6,0;0.6,1;0.4,1"));

    @Test
    void whoeverWentAcrossALineIsCountedByClassAndDirection() {
        List<TrackView> tracks = List.of(
                walk("car", true, 0.9, 0.1),
                walk("car", true, 0.8, 0.2),
                walk("person", false, 0.1, 0.9),
                walk("person", true, 0.1, 0.3));

        assertThat(LineTrial.of(LINE, tracks).classes())
                .containsExactly(
                        count("car", List.of(), List.of(new LineCount("gate", "in", 2))),
                        count("person", List.of(), List.of(new LineCount("gate", "out", 1))));
    }

    @Test
    void whoeverWasInAZoneIsCountedWithTheTimeItStayed() {
        // given two that pass in ten seconds, eight tenths of the width: a fifth of it takes 2.5 s
        List<TrackView> tracks = List.of(walk("car", true, 0.1, 0.9), walk("car", true, 0.9, 0.1));
        // and one that is still there
        List<TrackView> all = new ArrayList<>(tracks);
        all.add(walk("person", false, 0.1, 0.5));

        assertThat(ZoneTrial.of(ZONE, all).classes())
                .containsExactly(
                        count("car", List.of(new ZoneCount("door", 2, 2, 0, 2, 5000)), List.of()),
                        count("person", List.of(new ZoneCount("door", 1, 0, 0, 1, 0)), List.of()));
    }

    @Test
    void aZoneSaysHowManyLoiteredAndHowOftenItWasFull() {
        // given two that are inside from 3.75 to 6.25 s, one from 5 to 8.3 s, and one from 8.2 to 8.9 s
        List<TrackView> tracks = List.of(
                walk("car", true, 0.1, 0.9),
                walk("car", true, 0.1, 0.9),
                walk("person", true, 0.1, 0.7),
                walk("person", true, -1.9, 0.9));

        // then one stays for 3 s, and between the two times at which two are there one is left
        assertThat(ZoneTrial.of(zone(500, 3000, 2, 1), tracks))
                .extracting(TrialCounts::loitered, TrialCounts::full)
                .containsExactly(1L, 2L);
        // and three stay for 2 s, and it is never empty in between
        assertThat(ZoneTrial.of(zone(500, 2000, 2, 0), tracks))
                .extracting(TrialCounts::loitered, TrialCounts::full)
                .containsExactly(3L, 1L);
    }

    @Test
    void whoeverIsInsideForLessThanTheInertiaHasNotEntered() {
        List<TrackView> tracks = List.of(walk("car", true, 0.1, 0.9), walk("person", true, 0.1, 0.7));

        assertThat(ZoneTrial.of(zone(3000, 0, 0, 0), tracks).classes())
                .extracting(ClassCount::className)
                .containsExactly("person");
    }

    private static Zone zone(long inertia, long loiter, int full, int clear) {
        return new Zone(
                "door",
                ZONE.points(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Duration.ofMillis(inertia),
                Duration.ofMillis(loiter),
                new OccupancyLimits(full, clear),
                Anchor.BOTTOM_CENTER);
    }

    @Test
    void pointsThatAreNoShapeAreRefusedAsInTheSettings() {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> DrawnPoints.polyline("0.1,0.1"))
                .withMessage("line must be 2 to 100 points, got: 1");
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> DrawnPoints.polygon("0.1,0.1;NaN,1"))
                .withMessageContaining("zone must be points such as");
    }

    /** Ten seconds from left to right or back, ten positions a second at half the height. */
    private static TrackView walk(String className, boolean isFinal, double from, double to) {
        List<TrackView.Stand> path = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            path.add(new TrackView.Stand(100L * i, from + (to - from) * i / 100, 0.5));
        }
        return new TrackView(
                "id",
                "gate",
                1,
                className,
                isFinal,
                0,
                10_000,
                .9f,
                new TrackView.Box(0, 0, .1, .1),
                path,
                List.of(),
                List.of());
    }

    private static ClassCount count(String className, List<ZoneCount> zones, List<LineCount> lines) {
        return new ClassCount(className, 0, 0, 0, 0, 0, 0, zones, lines);
    }
}
