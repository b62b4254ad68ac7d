package dev.hawkeye.analyze.clip;

/** No clip can be made of a video, although its file can be written. The message is the reason. */
final class ClipException extends Exception {
    private static final long serialVersionUID = 1L;

    ClipException(String message) {
        super(message);
    }
}
