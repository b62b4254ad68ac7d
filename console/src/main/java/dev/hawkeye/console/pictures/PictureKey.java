package dev.hawkeye.console.pictures;

/**
 * Which picture, and in what form.
 *
 * @param kind of the record that holds it
 * @param camera whose picture it must be; null for any
 * @param width maximum width in pixels, 0 for the full picture
 */
public record PictureKey(Kind kind, int partition, long offset, String camera, int width, Look look) {
    public enum Kind {
        /** In frames. */
        FRAME,
        /** In keyframes. */
        KEYFRAME,
        /** In cloud.keyframes. */
        UPLOADED
    }

    public enum Look {
        PLAIN,
        /** With boxes drawn into it; those of an event stand out in its picture. */
        BOXES,
        /** The object of an event alone. */
        CROP
    }
}
