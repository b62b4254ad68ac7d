package dev.hawkeye.console.pictures;

/**
 * Identifies a picture and its form.
 *
 * @param kind the kind of the record that holds it
 * @param camera the camera that must have taken it; null for any
 * @param width maximum width in pixels, 0 for the full picture
 */
public record PictureKey(Kind kind, int partition, long offset, String camera, int width, Look look) {
    public enum Kind {
        /** A record of {@code frames}. */
        FRAME,
        /** A record of {@code keyframes}. */
        KEYFRAME,
        /** A record of {@code cloud.keyframes}. */
        UPLOADED
    }

    public enum Look {
        PLAIN,
        /** With boxes drawn into it; in the picture of an event, the event's own boxes stand out. */
        BOXES,
        /** Only the object of an event, cropped. */
        CROP
    }
}
