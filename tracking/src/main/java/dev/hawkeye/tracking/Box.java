package dev.hawkeye.tracking;

/**
 * A rectangle with edges parallel to the axes, origin at the top left. The caller chooses the unit, the same in both
 * directions, such as pixels.
 *
 * @param left less than {@code right}
 * @param top less than {@code bottom}
 */
public record Box(double left, double top, double right, double bottom) {
    public double width() {
        return right - left;
    }

    public double height() {
        return bottom - top;
    }

    public double area() {
        return width() * height();
    }

    /** Converts to units of the given width and height: with the size of the picture, the box becomes relative. */
    public Box dividedBy(double width, double height) {
        return new Box(left / width, top / height, right / width, bottom / height);
    }

    /** Intersection over union, 0 to 1; 0 for two boxes without area. */
    public double iou(Box other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double both = width * height;
        return both / (area() + other.area() - both);
    }
}
