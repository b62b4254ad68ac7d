package dev.hawkeye.vision.paint;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Draws the known scene into one picture of a video: zones and lines with their counts, objects with their boxes,
 * labels and trails. All coordinates are pixels of the picture. Thread-safe.
 */
public final class ScenePainter {
    private static final Color DRAWN = new Color(0xffe45c);
    private static final Color AREA = new Color(255, 228, 92, 34);
    private static final int TRAIL_ALPHA = 190;
    private static final double TRAIL = 0.8;

    private ScenePainter() {}

    /**
     * An area.
     *
     * @param corners 3 or more, in the order of the border
     * @param label its text
     */
    public record Area(List<Point2D> corners, String label) {}

    /**
     * A line, with an arrow from its left to its right, looking along its points.
     *
     * @param points 2 or more
     * @param label its text
     */
    public record Line(List<Point2D> points, String label) {}

    /**
     * An object in the picture.
     *
     * @param trail its earlier positions, oldest first; the middle of its lower edge
     * @param label such as its class and number
     */
    public record Tracked(ShownObject object, String label, List<Point2D> trail) {}

    /** @param objects if labels would cover each other, that of the earlier object takes precedence */
    public static void paint(BufferedImage picture, List<Area> areas, List<Line> lines, List<Tracked> objects) {
        try (Canvas canvas = new Canvas(picture)) {
            for (Area area : areas) {
                Path2D border = Canvas.path(area.corners(), true);
                canvas.fill(border, AREA);
                canvas.draw(border, DRAWN, 1);
            }
            for (Line line : lines) {
                canvas.draw(Canvas.path(line.points(), false), DRAWN, 1.5);
                arrow(canvas, line.points());
            }
            for (Tracked tracked : objects) {
                trail(canvas, tracked);
                canvas.draw(
                        Canvas.frame(tracked.object().box()),
                        ClassColor.of(tracked.object().className()),
                        1);
            }
            areas.forEach(area -> canvas.label(area.label(), top(area.corners()), DRAWN));
            lines.forEach(line -> canvas.label(line.label(), line.points().get(0), DRAWN));
            for (Tracked tracked : objects) {
                canvas.label(
                        tracked.label(),
                        Canvas.frame(tracked.object().box()),
                        ClassColor.of(tracked.object().className()));
            }
        }
    }

    private static void trail(Canvas canvas, Tracked tracked) {
        List<Point2D> points = tracked.trail();
        if (points.isEmpty()) {
            return;
        }
        Color color = ClassColor.of(tracked.object().className());
        Color faded = new Color(color.getRed(), color.getGreen(), color.getBlue(), TRAIL_ALPHA);
        canvas.draw(Canvas.path(points, false), faded, TRAIL);
        Point2D now = points.get(points.size() - 1);
        double radius = canvas.height() / 6;
        canvas.fill(new Ellipse2D.Double(now.getX() - radius, now.getY() - radius, 2 * radius, 2 * radius), color);
    }

    /** Draws an arrow in the middle of the longest segment, across it. */
    private static void arrow(Canvas canvas, List<Point2D> points) {
        Line2D longest = new Line2D.Double();
        for (int i = 1; i < points.size(); i++) {
            Line2D part = new Line2D.Double(points.get(i - 1), points.get(i));
            if (part.getP1().distance(part.getP2()) > longest.getP1().distance(longest.getP2())) {
                longest = part;
            }
        }
        double length = longest.getP1().distance(longest.getP2());
        if (length == 0) {
            return;
        }
        double alongX = (longest.getX2() - longest.getX1()) / length;
        double alongY = (longest.getY2() - longest.getY1()) / length;
        double size = canvas.height();
        double x = (longest.getX1() + longest.getX2()) / 2;
        double y = (longest.getY1() + longest.getY2()) / 2;
        // y points down, so the right of the line is its direction turned a quarter clockwise.
        Point2D tip = new Point2D.Double(x - alongY * size, y + alongX * size);
        canvas.fill(
                Canvas.path(
                        List.of(
                                new Point2D.Double(x - alongX * size / 2, y - alongY * size / 2),
                                tip,
                                new Point2D.Double(x + alongX * size / 2, y + alongY * size / 2)),
                        true),
                DRAWN);
    }

    private static Point2D top(List<Point2D> corners) {
        Point2D top = corners.get(0);
        for (Point2D corner : corners) {
            if (corner.getY() < top.getY() || (corner.getY() == top.getY() && corner.getX() < top.getX())) {
                top = corner;
            }
        }
        return top;
    }
}
