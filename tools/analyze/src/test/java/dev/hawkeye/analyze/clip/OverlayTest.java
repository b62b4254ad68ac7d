package dev.hawkeye.analyze.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.analyze.tracks.TrackedPicture;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import dev.hawkeye.vision.paint.ScenePainter;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlayTest {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;

    private static final Polyline ROAD = new Polyline(List.of(new Point(0.25, 0.5), new Point(0.75, 0.5)));
    private static final Polygon YARD = new Polygon(List.of(new Point(0, 0.75), new Point(0.5, 0.75), new Point(0, 1)));

    @Test
    void linesAndZonesWithTheSamePointsAreAllDrawnWithTheirCounts() {
        Scene scene = new Scene(
                List.of(new Zone("staff", YARD), new Zone("guests", YARD)),
                List.of(new Line("cars", ROAD), new Line("trucks", ROAD)),
                List.of(),
                Map.of(),
                Map.of());

        BufferedImage drawn = image();
        new Overlay(scene, List.of()).draw(drawn, new TrackedPicture(0, 0, WIDTH, HEIGHT, List.of()));

        List<Point2D> road = List.of(new Point2D.Double(160, 180), new Point2D.Double(480, 180));
        List<Point2D> yard =
                List.of(new Point2D.Double(0, 270), new Point2D.Double(320, 270), new Point2D.Double(0, 360));
        BufferedImage expected = image();
        ScenePainter.paint(
                expected,
                List.of(
                        new ScenePainter.Area(yard, "staff: 0 inside, 0 visits"),
                        new ScenePainter.Area(yard, "guests: 0 inside, 0 visits")),
                List.of(
                        new ScenePainter.Line(road, "cars: 0 in, 0 out"),
                        new ScenePainter.Line(road, "trucks: 0 in, 0 out")),
                List.of());
        assertThat(pixels(drawn)).isEqualTo(pixels(expected));
    }

    private static BufferedImage image() {
        return new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }
}
