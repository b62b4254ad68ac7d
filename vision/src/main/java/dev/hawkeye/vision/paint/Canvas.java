package dev.hawkeye.vision.paint;

import dev.hawkeye.vision.detection.Box;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A picture to draw on, with line widths and letters that suit its size. Not thread-safe; close it when done. */
final class Canvas implements AutoCloseable {
    private static final Color INK = new Color(0x0b0e13);
    /** Picture width up to which lines and letters are as large as on the page. */
    private static final double PAGE_WIDTH = 1280;
    /** Smaller boxes get no label: it would hide too much. */
    private static final double MIN_AREA = 320;

    private final BufferedImage picture;
    private final Graphics2D graphics;
    private final double unit;
    private final float line;
    private final double letters;
    private final List<Rectangle2D> taken = new ArrayList<>();

    Canvas(BufferedImage picture) {
        this.picture = picture;
        this.graphics = picture.createGraphics();
        this.unit = Math.max(1, picture.getWidth() / PAGE_WIDTH);
        double shownWidth = picture.getWidth() / unit;
        this.line = (float) (Math.max(1.5, Math.min(2.5, shownWidth / 480)) * unit);
        this.letters = Math.round(Math.max(10, Math.min(14, shownWidth / 52)) * unit);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    static Rectangle2D frame(Box box) {
        return new Rectangle2D.Double(box.x1(), box.y1(), box.x2() - box.x1(), box.y2() - box.y1());
    }

    /** A path through points in pixels; if closed, back to the first. */
    static Path2D path(List<Point2D> points, boolean closed) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < points.size(); i++) {
            Point2D point = points.get(i);
            if (i == 0) {
                path.moveTo(point.getX(), point.getY());
            } else {
                path.lineTo(point.getX(), point.getY());
            }
        }
        if (closed) {
            path.closePath();
        }
        return path;
    }

    /** Darkens everything except some boxes. */
    void darken(Color shade, List<Box> but) {
        BufferedImage bright = new BufferedImage(picture.getWidth(), picture.getHeight(), picture.getType());
        picture.copyData(bright.getRaster());
        graphics.setColor(shade);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (Box box : but) {
            graphics.setClip(frame(box));
            graphics.drawImage(bright, 0, 0, null);
        }
        graphics.setClip(null);
    }

    void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    /** @param weight of the line, 1 for that of a box */
    void draw(Shape shape, Color color, double weight) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke((float) (line * weight), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.draw(shape);
    }

    /** Draws the thinnest visible line. */
    void drawFaint(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke((float) unit));
        graphics.draw(shape);
    }

    /**
     * Draws a label above a box, inside it or below it. A label that would cover an earlier one, extend beyond the
     * picture, or hide its own box is omitted.
     */
    void label(String text, Rectangle2D box, Color color) {
        if (box.getWidth() * box.getHeight() >= MIN_AREA * unit * unit) {
            double height = height();
            labelAt(text, box.getX() - line / 2, color, box.getY() - height, box.getY(), box.getMaxY());
        }
    }

    /** Draws a label at a point, or as near as the picture allows. */
    void label(String text, Point2D at, Color color) {
        double most = picture.getHeight() - height();
        double y = Math.max(0, Math.min(at.getY(), most));
        labelAt(text, at.getX(), color, y, Math.max(0, y - height()), Math.min(most, y + height()));
    }

    /** The height of a label, pixels. */
    double height() {
        return letters * 1.45;
    }

    private void labelAt(String words, double wantedX, Color color, double... wantedY) {
        Lettering lettering = Lettering.get();
        if (lettering == null) {
            return;
        }
        Lettering.Text text = lettering.text(words, letters);
        double pad = letters * 0.4;
        double width = Math.min(picture.getWidth(), text.width() + 2 * pad);
        double height = height();
        double x = Math.max(0, Math.min(wantedX, picture.getWidth() - width));
        for (double y : wantedY) {
            Rectangle2D area = new Rectangle2D.Double(x, y, width, height);
            if (y >= 0 && y + height <= picture.getHeight() && taken.stream().noneMatch(area::intersects)) {
                taken.add(area);
                double arc = letters * 0.44;
                fill(new RoundRectangle2D.Double(x, y, width, height, arc, arc), color);
                write(text, x + pad, y + height / 2 + letters * 0.36, width - 2 * pad);
                return;
            }
        }
    }

    /** Slightly bolder than the font, and squeezed if the picture is too narrow. */
    private void write(Lettering.Text text, double x, double baseline, double width) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, baseline);
        place.scale(Math.min(1, width / Math.max(1, text.width())), 1);
        Shape outline = place.createTransformedShape(text.outline());
        graphics.setColor(INK);
        graphics.fill(outline);
        graphics.setStroke(new BasicStroke((float) (letters * 0.03)));
        graphics.draw(outline);
    }

    @Override
    public void close() {
        graphics.dispose();
    }
}
