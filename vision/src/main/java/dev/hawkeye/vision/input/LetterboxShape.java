package dev.hawkeye.vision.input;

/** The input of a model with a dynamic shape. Without effect on a fixed shape. */
public enum LetterboxShape {
    /** The smallest rectangle of whole strides that the picture fits into: the cheapest, and how the detector runs. */
    RECTANGLE,
    /** The model's whole square, as in the published figures of YOLOv8. */
    SQUARE
}
