package dev.hawkeye.notify.receiver;

/**
 * The result of an attempt. Immutable.
 *
 * @param words the target's response, or why it could not be reached; without secrets
 */
public record Answer(Verdict verdict, String words) {

    /** Determines what happens next. */
    public enum Verdict {
        DELIVERED,
        /** It may work later: the message is retried. */
        LATER,
        /** The target will never accept this message. */
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
