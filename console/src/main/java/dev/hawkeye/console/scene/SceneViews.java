package dev.hawkeye.console.scene;

import dev.hawkeye.console.api.SceneView;
import dev.hawkeye.console.api.ScenesView;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Scene;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Zones, lines and masks as the API shows them. */
public final class SceneViews {
    private SceneViews() {}

    public static ScenesView of(ByCamera<Scene> scenes) {
        SceneView others = of(scenes.others());
        Map<String, SceneView> own = new TreeMap<>(scenes.map(SceneViews::of).named());
        own.values().removeIf(others::equals);
        return new ScenesView(others, own);
    }

    private static SceneView of(Scene scene) {
        return new SceneView(
                scene.zones().stream()
                        .map(zone -> new SceneView.Zone(
                                zone.name(),
                                points(zone.points().points()),
                                zone.classes(),
                                zone.loiter().toMillis(),
                                zone.occupancy().full()))
                        .toList(),
                scene.lines().stream()
                        .map(line -> new SceneView.Line(
                                line.name(), points(line.points().points()), line.directions(), line.classes()))
                        .toList(),
                scene.masks().stream()
                        .map(mask -> new SceneView.Mask(points(mask.points().points())))
                        .toList());
    }

    private static List<SceneView.Point> points(List<Point> points) {
        return points.stream()
                .map(point -> new SceneView.Point(point.x(), point.y()))
                .toList();
    }
}
