package dev.hawkeye.analyze.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.LineCrossing;
import dev.hawkeye.schemas.RelativeBox;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.TrustedRecords;
import dev.hawkeye.schemas.ZoneVisit;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Zone;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTest {
    static {
        TrustedRecords.trust(); // Builders need it for the defaults of lists.
    }

    private static final Point A = new Point(0, 0);
    private static final Point B = new Point(1, 0);
    private static final Point C = new Point(1, 1);

    @Test
    void aCrossingCountsFromItsTimeOn() {
        // given: two at the same time, and one of another line
        Counters counters = new Counters(List.of(
                track(List.of(), crossing("gate", "in", 1000), crossing("gate", "out", 3000)),
                track(List.of(), crossing("gate", "in", 1000), crossing("back", "in", 500))));

        // when
        Counters.Label label = counters.of(new Line("gate", new Polyline(List.of(A, B))));

        // then
        assertThat(label.at(999)).isEqualTo("gate: 0 in, 0 out");
        assertThat(label.at(1000)).isEqualTo("gate: 2 in, 0 out");
        assertThat(label.at(60_000)).isEqualTo("gate: 2 in, 1 out");
    }

    @Test
    void aVisitorIsInsideFromItsBeginToItsEnd() {
        // given
        Counters counters = new Counters(List.of(
                track(List.of(visit("door", 1000, 4000), visit("door", 6000, 7000))),
                track(List.of(visit("door", 2000, 3000), visit("hall", 0, 9000)))));

        // when
        Counters.Label label = counters.of(new Zone("door", new Polygon(List.of(A, B, C))));

        // then
        assertThat(label.at(0)).isEqualTo("door: 0 inside, 0 visits");
        assertThat(label.at(1000)).isEqualTo("door: 1 inside, 1 visit");
        assertThat(label.at(2500)).isEqualTo("door: 2 inside, 2 visits");
        assertThat(label.at(3000)).isEqualTo("door: 1 inside, 2 visits");
        assertThat(label.at(9000)).isEqualTo("door: 0 inside, 3 visits");
    }

    private static Track track(List<ZoneVisit> visits, LineCrossing... crossings) {
        return Track.newBuilder()
                .setId("id")
                .setCamera("gate")
                .setStream("s")
                .setNumber(1)
                .setClassName("car")
                .setIsFinal(true)
                .setFirstSeen(Instant.EPOCH)
                .setLastSeen(Instant.EPOCH)
                .setSightings(3)
                .setConfidence(1)
                .setBox(new RelativeBox(0f, 0f, 1f, 1f))
                .setZones(visits)
                .setCrossings(List.of(crossings))
                .build();
    }

    private static LineCrossing crossing(String line, String direction, long time) {
        return new LineCrossing(line, direction, Instant.ofEpochMilli(time));
    }

    private static ZoneVisit visit(String zone, long entered, long exited) {
        return new ZoneVisit(zone, Instant.ofEpochMilli(entered), Instant.ofEpochMilli(exited), exited - entered);
    }
}
