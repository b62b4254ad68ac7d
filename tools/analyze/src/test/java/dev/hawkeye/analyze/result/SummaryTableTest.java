package dev.hawkeye.analyze.result;

import static dev.hawkeye.analyze.result.FinalTracks.crossing;
import static dev.hawkeye.analyze.result.FinalTracks.track;
import static dev.hawkeye.analyze.result.FinalTracks.visit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTableTest {
    private static final Point A = new Point(0, 0);
    private static final Point B = new Point(1, 0);
    private static final Point C = new Point(1, 1);
    private static final Scene SCENE = new Scene(
            List.of(new Zone("door", new Polygon(List.of(A, B, C))), new Zone("hall", new Polygon(List.of(A, C, B)))),
            List.of(new Line("gate", new Polyline(List.of(A, B))), new Line("back", new Polyline(List.of(B, C)))),
            List.of(),
            Map.of(),
            Map.of());

    @Test
    void objectsAreToldBesideBoxesAndWhatTheyDidAtEveryLineAndZone() {
        // given
        CameraTotals totals = totals();

        // when
        StringWriter out = new StringWriter();
        SummaryTable.print(summary(totals), new PrintWriter(out));

        // then
        assertThat(out.toString().lines())
                .containsSubsequence(
                        "video   class  different  boxes  frames with  peak",
                        "street  car            2      0            0     0",
                        "street  truck          1      0            0     0",
                        "street: 0 frames, 0 events",
                        "  line gate: 3 in (car 2, truck 1), 1 out (car 1)",
                        "  line back: 0 in, 0 out",
                        "  zone door: 3 visits (car 2, truck 1), 3.0 s on average",
                        "  zone hall: 0 visits");
    }

    @Test
    void theSummaryForProgramsHasTheSame() throws IOException {
        // when
        JsonNode camera = new ObjectMapper().readTree(summary(totals()).json()).at("/cameras/0");

        // then
        assertThat(camera.at("/classes/car/objects").asInt()).isEqualTo(2);
        assertThat(camera.at("/lines/gate/in/truck").asInt()).isOne();
        assertThat(camera.at("/lines/back/out").isEmpty()).isTrue();
        assertThat(camera.at("/zones/door/car/visits").asInt()).isEqualTo(2);
        assertThat(camera.at("/zones/door/car/meanDwellSeconds").asDouble()).isEqualTo(1.5);
        assertThat(camera.at("/zones/hall").isEmpty()).isTrue();
    }

    private static CameraTotals totals() {
        CameraTotals totals = new CameraTotals();
        totals.add(track("street", 1, "car", 0, List.of(visit("door", 0, 1000)), crossing("gate", "in", 1)));
        totals.add(track(
                "street",
                2,
                "car",
                0,
                List.of(visit("door", 0, 2000)),
                crossing("gate", "in", 1),
                crossing("gate", "out", 2)));
        totals.add(track("street", 3, "truck", 0, List.of(visit("door", 0, 6000)), crossing("gate", "in", 1)));
        return totals;
    }

    private static Summary summary(CameraTotals totals) {
        return new Summary(
                List.of(totals.summary("street", "street.mp4", SCENE)),
                new Summary.Model("m.onnx", "0", "640x640"),
                List.of(),
                1);
    }
}
