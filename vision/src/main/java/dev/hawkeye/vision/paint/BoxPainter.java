package dev.hawkeye.vision.paint;

import dev.hawkeye.vision.picture.Raster;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Draws boxes with their labels into a JPEG, as on the console's page. Thread-safe. */
public final class BoxPainter {
    private static final Color SHADE = new Color(0, 0, 0, 115);
    private static final Color FAINT = new Color(255, 255, 255, 90);

    private BoxPainter() {}

    /**
     * Draws all objects alike.
     *
     * @param jpegQuality of the result, 1 to 100
     * @return the picture as a new JPEG
     * @throws IllegalArgumentException when {@code jpeg} cannot be decoded
     */
    public static byte[] paint(byte[] jpeg, List<ShownObject> objects, int jpegQuality) {
        return painted(jpeg, jpegQuality, canvas -> draw(canvas, objects));
    }

    /**
     * Draws the picture of an event: objects of its class stand out with frame and label, everything else is darkened,
     * and objects of other classes have only a faint frame. If there is no object of the class, all are drawn alike.
     *
     * @param className the event's class
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
     * The same for a selection of the objects, which stand out.
     *
     * @param subjects a subset of {@code objects}
     * @param jpegQuality of the result, 1 to 100
     * @return the picture as a new JPEG
     * @throws IllegalArgumentException when {@code jpeg} cannot be decoded
     */
    public static byte[] paintSubjects(
            byte[] jpeg, List<ShownObject> objects, List<ShownObject> subjects, int jpegQuality) {
        if (subjects.isEmpty()) {
            return paint(jpeg, objects, jpegQuality);
        }
        return painted(jpeg, jpegQuality, canvas -> {
            canvas.darken(SHADE, subjects.stream().map(ShownObject::box).toList());
            objects.stream()
                    .filter(object -> !subjects.contains(object))
                    .forEach(other -> canvas.drawFaint(Canvas.frame(other.box()), FAINT));
            draw(canvas, subjects);
        });
    }

    private static byte[] painted(byte[] jpeg, int jpegQuality, Consumer<Canvas> drawing) {
        BufferedImage picture = Raster.decode(jpeg);
        try (Canvas canvas = new Canvas(picture)) {
            drawing.accept(canvas);
        }
        return Raster.encode(picture, jpegQuality);
    }

    /** Labels of more confident objects take precedence. */
    private static void draw(Canvas canvas, List<ShownObject> objects) {
        List<ShownObject> surestFirst = objects.stream()
                .sorted(Comparator.comparing(object -> -object.box().confidence()))
                .toList();
        for (int i = surestFirst.size() - 1; i >= 0; i--) {
            ShownObject object = surestFirst.get(i);
            canvas.draw(Canvas.frame(object.box()), ClassColor.of(object.className()), 1);
        }
        for (ShownObject object : surestFirst) {
            String name = object.className();
            canvas.label(
                    String.format(Locale.ROOT, "%s %.2f", name, object.box().confidence()),
                    Canvas.frame(object.box()),
                    ClassColor.of(name));
        }
    }
}
