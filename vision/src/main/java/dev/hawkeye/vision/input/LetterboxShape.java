package dev.hawkeye.vision.input;

/** What a model with a dynamic shape is given to look at. A fixed shape is what it is in either case. */
public enum LetterboxShape {
    /** The smallest rectangle of whole strides that the picture fits into: the least work, and how the detector runs. */
    RECTANGLE,
    /** The model's whole square, as the published figures of YOLOv8 have it. */
    SQUARE
}
