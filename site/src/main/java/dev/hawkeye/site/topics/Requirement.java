package dev.hawkeye.site.topics;

/**
 * The requirement for one setting of a topic.
 *
 * @param setting Kafka's name, or {@link #PARTITIONS} or {@link #REPLICATION}
 * @param value for a new topic, and to compare with
 * @param made whether to set it when the topic is created; otherwise, the broker's default applies
 * @param usableFrom smallest number with which the topic is usable
 * @param otherwise level if the requirement is not met
 * @param why consequence of a mismatch
 */
record Requirement(
        String setting, String value, Rule rule, boolean made, long usableFrom, Level otherwise, String why) {
    static final String PARTITIONS = "partitions";
    static final String REPLICATION = "replication";
    private static final long ANY = Long.MIN_VALUE;
    /** Kafka's value for no limit. */
    private static final String NO_LIMIT = "-1";

    /** How a value is compared. */
    enum Rule {
        EXACTLY(""),
        AT_LEAST("at least "),
        AT_MOST("at most "),
        /** The value is in a comma-separated list. */
        CONTAINS("");

        private final String words;

        Rule(String words) {
            this.words = words;
        }
    }

    static Requirement exactly(String setting, String value, String why) {
        return new Requirement(setting, value, Rule.EXACTLY, true, ANY, Level.DIFFERS, why);
    }

    static Requirement atLeast(String setting, long value, String why) {
        return new Requirement(setting, String.valueOf(value), Rule.AT_LEAST, true, ANY, Level.DIFFERS, why);
    }

    static Requirement atMost(String setting, long value, String why) {
        return new Requirement(setting, String.valueOf(value), Rule.AT_MOST, true, ANY, Level.DIFFERS, why);
    }

    static Requirement contains(String setting, String value, String why) {
        return new Requirement(setting, value, Rule.CONTAINS, true, ANY, Level.DIFFERS, why);
    }

    /** A copy for which a number below {@code number} makes the topic unusable. */
    Requirement usableFrom(long number) {
        return new Requirement(setting, value, rule, made, number, otherwise, why);
    }

    /** A copy for which any mismatch makes the topic unusable. */
    Requirement orUnusable() {
        return new Requirement(setting, value, rule, made, usableFrom, Level.UNUSABLE, why);
    }

    /** A copy for which a new topic gets the broker's default. */
    Requirement notMade() {
        return new Requirement(setting, value, rule, false, usableFrom, otherwise, why);
    }

    /** A description of the requirement. */
    String configured() {
        return rule.words + value;
    }

    /** @param actual current value */
    TopicVerdict check(String topic, String actual) {
        Level level = level(actual);
        String remark = level == Level.FITS ? "" : why + "; " + remedy(actual);
        return new TopicVerdict(topic, setting, configured(), actual, level, remark);
    }

    private Level level(String actual) {
        if (usableFrom != ANY && number(actual) < usableFrom) {
            return Level.UNUSABLE;
        }
        boolean fits = switch (rule) {
            case EXACTLY -> actual.equals(value);
            case AT_LEAST -> number(actual) >= number(value);
            case AT_MOST -> number(actual) <= number(value);
            case CONTAINS -> ("," + actual.replace(" ", "") + ",").contains("," + value + ",");
        };
        return fits ? Level.FITS : otherwise;
    }

    private static long number(String text) {
        return text.equals(NO_LIMIT) ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private String remedy(String actual) {
        return switch (setting) {
            case PARTITIONS ->
                number(actual) < number(value)
                        ? "add partitions to it, which moves cameras to other partitions, or set topics.partitions to "
                                + actual
                        : "set topics.partitions to " + actual;
            case REPLICATION -> "reassign its partitions to more brokers, or set topics.replication to " + actual;
            default -> "set " + setting + "=" + value + " on it";
        };
    }
}
