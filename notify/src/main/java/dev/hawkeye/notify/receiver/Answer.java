package dev.hawkeye.notify.receiver;

/**
 * What became of an attempt. Immutable.
 *
 * @param words what the target said, or why it could not be asked; without secrets
 */
public record Answer(Verdict verdict, String words) {

    /** What is done next. */
    public enum Verdict {
        DELIVERED,
        /** It may work later: the same is tried again. */
        LATER,
        /** The target will never take this message. */
        REFUSED
    }

    public static Answer delivered(String words) {
        return new Answer(Verdict.DELIVERED, words);
    }

    public static Answer later(String words) {
        return new Answer(Verdict.LATER, words);
    }

    public static Answer refused(String words) {
        return new Answer(Verdict.REFUSED, words);
    }
}
