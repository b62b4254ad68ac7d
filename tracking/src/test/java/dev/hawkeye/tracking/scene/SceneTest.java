package dev.hawkeye.tracking.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.settings.SettingException;
import dev.hawkeye.tracking.Box;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneTest {
    private static final Polygon SQUARE =
            new Polygon(List.of(new Point(0.2, 0.2), new Point(0.6, 0.2), new Point(0.6, 0.6), new Point(0.2, 0.6)));
    private static final Polyline ACROSS = new Polyline(List.of(new Point(0.1, 0.5), new Point(0.9, 0.5)));

    @Test
    void whoComesTowardTheCameraGoesInAcrossALineDrawnFromLeftToRight() {
        Line line = new Line("gate", ACROSS);

        Cut cut = ACROSS.cut(new Point(0.5, 0.3), new Point(0.5, 0.6)).orElseThrow();

        assertThat(line.direction(cut.forward())).isEqualTo("in");
        assertThat(cut.share()).isEqualTo(2 / 3.0, within(1e-9));
        assertThat(line.direction(ACROSS.cut(new Point(0.5, 0.6), new Point(0.5, 0.3))
                        .orElseThrow()
                        .forward()))
                .isEqualTo("out");
    }

    @Test
    void theExtensionOfALineIsNotTheLine() {
        assertThat(ACROSS.cut(new Point(0.05, 0.3), new Point(0.05, 0.6))).isEmpty();
    }

    @Test
    void aPathThroughAUEndsOnTheSideItCameFrom() {
        Polyline bay = new Polyline(
                List.of(new Point(0.2, 0.1), new Point(0.2, 0.9), new Point(0.8, 0.9), new Point(0.8, 0.1)));

        assertThat(bay.cut(new Point(0, 0.5), new Point(1, 0.5))).isEmpty();
        assertThat(bay.cut(new Point(0, 0.5), new Point(0.5, 0.5))).isPresent();
    }

    @Test
    void distanceIsMeasuredInSizesOfTheObject() {
        assertThat(ACROSS.distance(new Point(0.5, 0.6), 0.05, 0.2)).isEqualTo(0.5, within(1e-9));
        assertThat(ACROSS.distance(new Point(0.95, 0.5), 0.1, 0.2)).isEqualTo(0.5, within(1e-9));
    }

    @Test
    void aPointOnACommonBorderIsInOneOfTwoAreas() {
        Polygon right = new Polygon(List.of(new Point(0.6, 0.2), new Point(0.9, 0.2), new Point(0.6, 0.6)));

        assertThat(SQUARE.contains(new Point(0.6, 0.3))).isFalse();
        assertThat(right.contains(new Point(0.6, 0.3))).isTrue();
        assertThat(SQUARE.contains(new Point(0.2, 0.2))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0 0, 1 1                   | must be 3 to 100 points, got: 2
        0 0, 640 0, 1 1            | [1] must be x and y from 0 to 1, got: [640.0, 0.0]; divide pixels by the width and the height of the picture
        0 0, 1 0, 1 0, 1 1         | [2] must differ from the point before it, got: [1.0, 0.0]; remove it
        0 0, 1 0, 1 1, 0 0         | [3] must differ from the first point, got: [0.0, 0.0]; remove it: the last point is joined to the first anyway
        0 0, 1 1, 1 0, 0 1         | must be a border that does not cross itself, got: [0.0, 0.0] to [1.0, 1.0] and [1.0, 0.0] to [0.0, 1.0], which meet
        0 0, 1 0, 0.5 0            | must be a border that does not cross itself, got: [0.0, 0.0] to [1.0, 0.0] and [1.0, 0.0] to [0.5, 0.0], which meet
        0 0, 0.5 0.5, 1 0, 1 1, 0.5 0.5, 0 1 | must be a border that does not cross itself
        """)
    void anAreaIsRefusedWithTheReason(String points, String message) {
        List<Point> list = List.of(points.split(", *")).stream()
                .map(pair -> pair.split(" "))
                .map(pair -> new Point(Double.parseDouble(pair[0]), Double.parseDouble(pair[1])))
                .toList();

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> new Polygon(list))
                .withMessageStartingWith(message);
    }

    @Test
    void whatIsWrongInAZoneOrALineNamesItsKey() {
        refused(() -> new Zone("main door", SQUARE), "name must be 1 to 60 letters");
        refused(
                () -> new Line("gate", ACROSS, List.of("in", "in"), List.of(), Anchor.CENTER),
                "directions must be two different names, such as [in, out], got: [in, in]");
        refused(
                () -> zone(Map.of("car", 0.5f), Map.of("car", 0.4f), Duration.ZERO),
                "max-size.car must be min-size (0.5) or more, got: 0.4");
        refused(() -> zone(Map.of("car", 5f), Map.of(), Duration.ZERO), "min-size.car must be 0 to 1, got: 5.0");
        refused(() -> zone(Map.of(), Map.of(), Duration.ofSeconds(90)), "inertia must be zero to 1 m, got: PT1M30S");
        refused(() -> new OccupancyLimits(5, 5), "clear must be 0 or more and less than full (5), got: 5");
        refused(() -> Anchor.parse("top"), "must be bottom-centre or centre, got: top");
    }

    @Test
    void aNameIsGivenOnce() {
        refused(
                () -> new Scene(
                        List.of(new Zone("a", SQUARE)), List.of(new Line("a", ACROSS)), List.of(), Map.of(), Map.of()),
                "lines[0].name must be unique among the zones and lines of a camera, and zones[0] has it already, got: a");
        refused(
                () -> new Scene(
                        Collections.nCopies(51, new Zone("a", SQUARE)), List.of(), List.of(), Map.of(), Map.of()),
                "zones must be at most 50, got: 51");
    }

    @Test
    void aBoxCountsUnlessItIsMaskedOrOfTheWrongSize() {
        Scene scene = new Scene(
                List.of(),
                List.of(),
                List.of(new Mask(SQUARE, Anchor.BOTTOM_CENTER)),
                Map.of("person", 0.1f),
                Map.of("person", 0.5f));

        assertThat(scene.counts("person", box(0.8, 0.9, 0.2))).isTrue();
        assertThat(scene.counts("person", box(0.8, 0.9, 0.05))).isFalse();
        assertThat(scene.counts("person", box(0.8, 0.9, 0.6))).isFalse();
        assertThat(scene.counts("car", box(0.8, 0.9, 0.05))).isTrue();
        assertThat(scene.counts("car", box(0.4, 0.4, 0.2))).isFalse();
        assertThat(scene.counts("car", box(0.4, 0.7, 0.2)))
                .as("only its middle is masked")
                .isTrue();
    }

    @Test
    void aZoneIsFullUntilItIsClear() {
        OccupancyLimits limits = new OccupancyLimits(10, 8);

        assertThat(limits.isFull(false, 9)).isFalse();
        assertThat(limits.isFull(false, 10)).isTrue();
        assertThat(limits.isFull(true, 9)).isTrue();
        assertThat(limits.isFull(true, 8)).isFalse();
        assertThat(OccupancyLimits.NONE.isFull(false, 99)).isFalse();
    }

    private static Box box(double x, double bottom, double height) {
        return new Box(x - 0.05, bottom - height, x + 0.05, bottom);
    }

    private static Zone zone(Map<String, Float> minSize, Map<String, Float> maxSize, Duration inertia) {
        return new Zone(
                "a",
                SQUARE,
                List.of(),
                Map.of(),
                minSize,
                maxSize,
                inertia,
                Duration.ZERO,
                OccupancyLimits.NONE,
                Anchor.BOTTOM_CENTER);
    }

    private static void refused(ThrowingCallable construction, String message) {
        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(construction)
                .withMessageStartingWith(message);
    }
}
