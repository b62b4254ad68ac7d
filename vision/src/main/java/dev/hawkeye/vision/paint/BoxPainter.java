package dev.hawkeye.vision.paint;

import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.picture.Raster;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Draws boxes with their labels into a JPEG, like the console's page. Thread-safe. */
public final class BoxPainter {
    private static final Color INK = new Color(0x0b0e13);
    private static final Color SHADE = new Color(0, 0, 0, 115);
    private static final Color FAINT = new Color(255, 255, 255, 90);
    /** Picture width up to which lines and letters are as large as on the page. */
    private static final double PAGE_WIDTH = 1280;
    /** Smaller boxes get no label: it would hide too much. */
    private static final double MIN_AREA = 320;

    private final BufferedImage picture;
    private final Graphics2D graphics;
    private final double unit;
    private final float line;
    private final double letters;

    private BoxPainter(BufferedImage picture) {
        this.picture = picture;
        this.graphics = picture.createGraphics();
        this.unit = Math.max(1, picture.getWidth() / PAGE_WIDTH);
        double shownWidth = picture.getWidth() / unit;
        this.line = (float) (Math.max(1.5, Math.min(2.5, shownWidth / 480)) * unit);
        this.letters = Math.round(Math.max(10, Math.min(14, shownWidth / 52)) * unit);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /**
     * Draws all objects alike.
     *
     * @param jpegQuality of the result, 1 to 100
     * @return the picture as a new JPEG
     * @throws IllegalArgumentException when {@code jpeg} cannot be decoded
     */
    public static byte[] paint(byte[] jpeg, List<ShownObject> objects, int jpegQuality) {
        return painted(jpeg, jpegQuality, painter -> painter.draw(objects));
    }

    /**
     * Draws the picture of an event: objects of its class stand out with frame and label, everything else is darker,
     * and objects of other classes only have a faint frame. If none is of the class, all are drawn alike.
     *
     * @param className that the event is about
     * @param jpegQuality of the result, 1 to 100
     * @return the picture as a new JPEG
     * @throws IllegalArgumentException when {@code jpeg} cannot be decoded
     */
    public static byte[] paintEvent(byte[] jpeg, List<ShownObject> objects, String className, int jpegQuality) {
        List<ShownObject> subjects = objects.stream()
                .filter(object -> object.className().equals(className))
                .toList();
        return paintSubjects(jpeg, objects, subjects, jpegQuality);
    }

    /**
     * The same for some of the objects: these stand out.
     *
     * @param subjects among {@code objects}
     * @param jpegQuality of the result, 1 to 100
     * @return the picture as a new JPEG
     * @throws IllegalArgumentException when {@code jpeg} cannot be decoded
     */
    public static byte[] paintSubjects(
            byte[] jpeg, List<ShownObject> objects, List<ShownObject> subjects, int jpegQuality) {
        if (subjects.isEmpty()) {
            return paint(jpeg, objects, jpegQuality);
        }
        return painted(jpeg, jpegQuality, painter -> {
            painter.recede(objects, subjects);
            painter.draw(subjects);
        });
    }

    private interface Drawing {
        void on(BoxPainter painter);
    }

    private static byte[] painted(byte[] jpeg, int jpegQuality, Drawing drawing) {
        BoxPainter painter = new BoxPainter(Raster.decode(jpeg));
        try {
            drawing.on(painter);
        } finally {
            painter.graphics.dispose();
        }
        return Raster.encode(painter.picture, jpegQuality);
    }

    private void recede(List<ShownObject> objects, List<ShownObject> subjects) {
        BufferedImage bright = new BufferedImage(picture.getWidth(), picture.getHeight(), picture.getType());
        picture.copyData(bright.getRaster());
        graphics.setColor(SHADE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        for (ShownObject subject : subjects) {
            graphics.setClip(frame(subject.box()));
            graphics.drawImage(bright, 0, 0, null);
        }
        graphics.setClip(null);
        graphics.setColor(FAINT);
        graphics.setStroke(new BasicStroke((float) unit));
        objects.stream()
                .filter(object -> !subjects.contains(object))
                .forEach(other -> graphics.draw(frame(other.box())));
    }

    private void draw(List<ShownObject> objects) {
        List<ShownObject> surestFirst = objects.stream()
                .sorted(Comparator.comparing(object -> -object.box().confidence()))
                .toList();
        graphics.setStroke(new BasicStroke(line, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        for (int i = surestFirst.size() - 1; i >= 0; i--) {
            ShownObject object = surestFirst.get(i);
            graphics.setColor(ClassColor.of(object.className()));
            graphics.draw(frame(object.box()));
        }
        Lettering lettering = Lettering.get();
        List<Rectangle2D> taken = new ArrayList<>();
        for (ShownObject object : surestFirst) {
            Rectangle2D box = frame(object.box());
            if (lettering != null && box.getWidth() * box.getHeight() >= MIN_AREA * unit * unit) {
                label(lettering, object, box, taken);
            }
        }
    }

    private static Rectangle2D frame(Box box) {
        return new Rectangle2D.Double(box.x1(), box.y1(), box.x2() - box.x1(), box.y2() - box.y1());
    }

    /**
     * Above the box, in it or below; a label that would cover that of a more confident object, or run out of the
     * picture, is omitted.
     */
    private void label(Lettering lettering, ShownObject object, Rectangle2D box, List<Rectangle2D> taken) {
        String name = object.className();
        Lettering.Text text = lettering.text(
                String.format(Locale.ROOT, "%s %.2f", name, object.box().confidence()), letters);
        double pad = letters * 0.4;
        double width = Math.min(picture.getWidth(), text.width() + 2 * pad);
        double height = letters * 1.45;
        double x = Math.max(0, Math.min(box.getX() - line / 2, picture.getWidth() - width));
        for (double y : new double[] {box.getY() - height, box.getY(), box.getMaxY()}) {
            Rectangle2D area = new Rectangle2D.Double(x, y, width, height);
            if (y >= 0 && y + height <= picture.getHeight() && taken.stream().noneMatch(area::intersects)) {
                taken.add(area);
                double arc = letters * 0.44;
                graphics.setColor(ClassColor.of(name));
                graphics.fill(new RoundRectangle2D.Double(x, y, width, height, arc, arc));
                write(text, x + pad, y + height / 2 + letters * 0.36, width - 2 * pad);
                return;
            }
        }
    }

    /** A little bolder than the font, and squeezed if the picture is too narrow for it. */
    private void write(Lettering.Text text, double x, double baseline, double width) {
        AffineTransform place = AffineTransform.getTranslateInstance(x, baseline);
        place.scale(Math.min(1, width / Math.max(1, text.width())), 1);
        Shape letters = place.createTransformedShape(text.outline());
        graphics.setColor(INK);
        graphics.fill(letters);
        graphics.setStroke(new BasicStroke((float) (this.letters * 0.03)));
        graphics.draw(letters);
    }
}
