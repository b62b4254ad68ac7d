package dev.hawkeye.vision.input;

/** The input of a model with a dynamic shape. Has no effect on a fixed shape. */
public enum LetterboxShape {
    /** The smallest rectangle of whole strides that the picture fits into: the cheapest, and what the detector uses. */
    RECTANGLE,
    /** The model's whole square, as in the published figures of YOLOv8. */
    SQUARE
}
