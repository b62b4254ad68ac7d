package dev.hawkeye.bench.tracks;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.StreetSettings;
import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.street.scene.ObjectKind;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Observation;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Films of one object of 100 × 80 pixels that goes up and down the middle of the picture, 10 pictures a second. */
final class TestFilm {
    /** A line across the picture at 0.6 of its height, and a zone from 0.4 to 0.6. */
    static final Scene SCENE = new Scene(
            List.of(new Zone(
                    "band",
                    new Polygon(List.of(
                            new Point(0.1, 0.4), new Point(0.9, 0.4), new Point(0.9, 0.6), new Point(0.1, 0.6))))),
            List.of(new Line("gate", new Polyline(List.of(new Point(0.1, 0.6), new Point(0.9, 0.6))))),
            List.of(),
            Map.of(),
            Map.of());

    private static final int FPS = 10;
    private static final double WIDTH = 100;
    private static final double HEIGHT = 80;

    private TestFilm() {}

    /** @param foot where it stands in each picture, of the height */
    static Film of(ObjectKind kind, int pictures, IntToDoubleFunction foot) {
        return of(kind, pictures, foot, picture -> 0);
    }

    /** @param hidden how much of its height is hidden from below in each picture, 0 to 1 */
    static Film of(ObjectKind kind, int pictures, IntToDoubleFunction foot, IntToDoubleFunction hidden) {
        List<List<StreetObject>> truth = new ArrayList<>();
        List<List<StreetObject>> unhidden = new ArrayList<>();
        List<List<Observation>> found = new ArrayList<>();
        for (int i = 0; i < pictures; i++) {
            double left = (Street.WIDTH - WIDTH) / 2;
            double top = foot.applyAsDouble(i) * Street.HEIGHT - HEIGHT;
            double visible = 1 - hidden.applyAsDouble(i);
            double height = HEIGHT * visible;
            truth.add(List.of(new StreetObject(kind, 1, left, top, WIDTH, height, visible)));
            unhidden.add(List.of(new StreetObject(kind, 1, left, top, WIDTH, HEIGHT, visible)));
            Box box = new Box(left, top, left + WIDTH, top + height);
            found.add(List.of(new Observation(box, 0.9f, kind.label())));
        }
        StreetSettings settings = new StreetSettings(1, Weather.DAY, FPS, pictures / FPS);
        return new Film(settings, truth, unhidden, Map.of(BoxSource.TRUTH, found));
    }
}
