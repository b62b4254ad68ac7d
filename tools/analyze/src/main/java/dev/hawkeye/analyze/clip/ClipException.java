package dev.hawkeye.analyze.clip;

/** A video that no clip can be made of, although its file can be written. The message is the reason. */
final class ClipException extends Exception {
    private static final long serialVersionUID = 1L;

    ClipException(String message) {
        super(message);
    }
}
