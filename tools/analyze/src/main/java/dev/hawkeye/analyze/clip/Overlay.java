package dev.hawkeye.analyze.clip;

import dev.hawkeye.analyze.tracks.TrackedPicture;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.paint.ScenePainter;
import dev.hawkeye.vision.paint.ShownObject;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The overlay on the pictures of one video, in order. Not thread-safe. */
final class Overlay {
    private static final int NO_CLASS = -1;
    private static final Comparator<TrackedPicture.TrackedBox> SUREST_FIRST =
            Comparator.comparing(tracked -> -tracked.score());

    private final Trails trails = new Trails();
    private final Map<Long, String> classes;
    private final List<Counted> areas;
    private final List<Counted> lines;

    private record Counted(List<Point> points, Counters.Label label) {}

    /** @param objects the final tracks of the video */
    Overlay(Scene scene, List<Track> objects) {
        classes = objects.stream().collect(Collectors.toMap(Track::getNumber, Track::getClassName, (a, b) -> b));
        Counters counters = new Counters(objects);
        areas = scene.zones().stream()
                .map(zone -> new Counted(zone.points().points(), counters.of(zone)))
                .toList();
        lines = scene.lines().stream()
                .map(line -> new Counted(line.points().points(), counters.of(line)))
                .toList();
    }

    /** @param image the image of {@code picture}, in any size */
    void draw(BufferedImage image, TrackedPicture picture) {
        trails.add(picture);
        ScenePainter.paint(
                image,
                areas.stream()
                        .map(area -> new ScenePainter.Area(
                                pixels(area.points(), image), area.label().at(picture.time())))
                        .toList(),
                lines.stream()
                        .map(line -> new ScenePainter.Line(
                                pixels(line.points(), image), line.label().at(picture.time())))
                        .toList(),
                picture.boxes().stream()
                        .sorted(SUREST_FIRST)
                        .map(tracked -> tracked(tracked, image))
                        .toList());
    }

    private ScenePainter.Tracked tracked(TrackedPicture.TrackedBox tracked, BufferedImage image) {
        String className = classes.getOrDefault(tracked.number(), "object");
        dev.hawkeye.tracking.Box box = tracked.box();
        return new ScenePainter.Tracked(
                new ShownObject(
                        new Box(
                                NO_CLASS,
                                tracked.score(),
                                (float) (box.left() * image.getWidth()),
                                (float) (box.top() * image.getHeight()),
                                (float) (box.right() * image.getWidth()),
                                (float) (box.bottom() * image.getHeight())),
                        className),
                className + " " + tracked.number(),
                pixels(trails.of(tracked.number()), image));
    }

    private static List<Point2D> pixels(List<Point> points, BufferedImage image) {
        return points.stream()
                .<Point2D>map(point -> new Point2D.Double(point.x() * image.getWidth(), point.y() * image.getHeight()))
                .toList();
    }
}
