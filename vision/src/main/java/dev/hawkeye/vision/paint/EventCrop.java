package dev.hawkeye.vision.paint;

import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.picture.Raster;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Crops the object of an event from its picture, with some of its surroundings. Thread-safe. */
public final class EventCrop {
    /** Margin on each side, relative to the object's size. */
    private static final double MARGIN = 0.25;
    /** The longer side of a crop in pixels; a smaller one is enlarged, at most fourfold. */
    private static final double WANTED = 320;

    private static final double MAX_SCALE = 4;
    private static final double MIN_SIDE = 16;

    private EventCrop() {}

    /**
     * Crops the most confident object of the class, without drawing anything.
     *
     * @param jpegQuality of the result, 1 to 100
     * @return empty if no object is of the class
     * @throws IllegalArgumentException when {@code jpeg} cannot be decoded
     */
    public static Optional<byte[]> of(byte[] jpeg, List<ShownObject> objects, String className, int jpegQuality) {
        return objects.stream()
                .filter(object -> object.className().equals(className))
                .map(ShownObject::box)
                .max(Comparator.comparing(Box::confidence))
                .map(box -> of(jpeg, box, jpegQuality));
    }

    /**
     * Crops one object, without drawing anything.
     *
     * @param jpegQuality of the result, 1 to 100
     * @throws IllegalArgumentException when {@code jpeg} cannot be decoded
     */
    public static byte[] of(byte[] jpeg, Box box, int jpegQuality) {
        return Raster.encode(cut(Raster.decode(jpeg), box), jpegQuality);
    }

    private static BufferedImage cut(BufferedImage picture, Box box) {
        double marginX = Math.max(MIN_SIDE, (box.x2() - box.x1()) * MARGIN);
        double marginY = Math.max(MIN_SIDE, (box.y2() - box.y1()) * MARGIN);
        int left = within(box.x1() - marginX, picture.getWidth() - 1);
        int top = within(box.y1() - marginY, picture.getHeight() - 1);
        int width = Math.max(1, within(box.x2() + marginX, picture.getWidth()) - left);
        int height = Math.max(1, within(box.y2() + marginY, picture.getHeight()) - top);
        double scale = Math.max(1, Math.min(MAX_SCALE, WANTED / Math.max(width, height)));
        BufferedImage crop = new BufferedImage(
                (int) Math.round(width * scale), (int) Math.round(height * scale), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = crop.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(
                picture, 0, 0, crop.getWidth(), crop.getHeight(), left, top, left + width, top + height, null);
        graphics.dispose();
        return crop;
    }

    private static int within(double value, int most) {
        return (int) Math.max(0, Math.min(Math.round(value), most));
    }
}
