package dev.hawkeye.vision.input;

/** Width and height of a model's input in pixels, both multiples of the coarsest stride. */
public record InputShape(int width, int height) {
    /** Values per picture: three planes. */
    public int values() {
        return 3 * width * height;
    }

    /** Boxes that the three heads of YOLOv8 propose: one per cell of 8, 16 and 32 pixels. */
    public int anchors() {
        return cells(8) + cells(16) + cells(32);
    }

    private int cells(int stride) {
        return (width / stride) * (height / stride);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
