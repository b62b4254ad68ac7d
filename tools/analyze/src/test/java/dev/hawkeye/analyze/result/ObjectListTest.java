package dev.hawkeye.analyze.result;

import static dev.hawkeye.analyze.result.FinalTracks.START;
import static dev.hawkeye.analyze.result.FinalTracks.crossing;
import static dev.hawkeye.analyze.result.FinalTracks.track;
import static dev.hawkeye.analyze.result.FinalTracks.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two objects of a video, and one of another; the first to appear is the last to end. */
class ObjectListTest {
    private final ObjectList objects =
            new ObjectList(Map.of("gate", Path.of("gate.mp4"), "yard", Path.of("yard.mp4")), START);

    @BeforeEach
    void add() {
        objects.add(track("yard", 1, "dog", 3000, List.of(visit("lawn", 3000, 500))));
        objects.add(track("gate", 2, "car", 4000, List.of(), crossing("drive", "out", 6000)));
        objects.add(track(
                "gate",
                1,
                "truck",
                1000,
                List.of(visit("hall", 5000, 2500), visit("door", 1000, 3000)),
                crossing("drive", "in", 2250),
                crossing("drive", "out", 7000)));
    }

    @Test
    void objectsAreInTheOrderOfTheirFirstSightings() {
        assertThat(objects.objects()).extracting(ObjectRow::number).containsExactly(1L, 1L, 2L);
        assertThat(objects.objects())
                .first()
                .isEqualTo(new ObjectRow(
                        "2026-05-01T08:00:01Z",
                        "2026-05-01T08:00:10.500Z",
                        9.5,
                        "truck",
                        1,
                        "gate",
                        "gate.mp4",
                        1,
                        0.8765,
                        40,
                        "hall door",
                        "drive:in drive:out",
                        "id-1"));
    }

    @Test
    void crossingsAreInTheOrderOfTheirTimes() {
        assertThat(objects.crossings()).extracting(CrossingRow::seconds).containsExactly(2.25, 6.0, 7.0);
        assertThat(objects.crossings())
                .first()
                .isEqualTo(new CrossingRow(
                        "2026-05-01T08:00:02.250Z", "drive", "in", "truck", 1, "gate", "gate.mp4", 2.25));
    }

    @Test
    void visitsAreInTheOrderOfTheirBegins() {
        assertThat(objects.visits()).extracting(VisitRow::zone).containsExactly("door", "lawn", "hall");
        assertThat(objects.visits())
                .last()
                .isEqualTo(new VisitRow(
                        "2026-05-01T08:00:05Z",
                        "2026-05-01T08:00:07.500Z",
                        2.5,
                        "hall",
                        "truck",
                        1,
                        "gate",
                        "gate.mp4",
                        5));
    }

    @Test
    void eachVideoHasItsOwn() {
        assertThat(objects.of("gate")).extracting(track -> track.getNumber()).containsExactlyInAnyOrder(1L, 2L);
    }
}
