package dev.hawkeye.settings;

/**
 * A setting whose value breaks its rule. Its message is one line, {@code KEY RULE, got: VALUE; REMEDY}, as in "lanes
 * must be 0 (one per core) to 1024, got: -1". Immutable.
 *
 * <p>The code that checks a value knows at most the last part of its key. The code that knows the location completes it
 * with {@link #at} or {@link #in}.
 */
public final class SettingException extends IllegalArgumentException implements UserError {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String rule;
    private final String value;
    private final String remedy;

    /**
     * @param key the key as in hawkeye.yaml, without its section; empty if only the value is known
     * @param rule the rule for every value, such as "must be 1 to 100"
     * @param value the value as it may be shown, without secrets; null to show none
     */
    public SettingException(String key, String rule, Object value) {
        this(key, rule, value, "");
    }

    /** @param remedy the remedy, if the rule does not state it; otherwise empty */
    public SettingException(String key, String rule, Object value, String remedy) {
        this("", key, rule, value == null ? null : value.toString(), remedy);
    }

    private SettingException(String subject, String key, String rule, String value, String remedy) {
        super(message(subject, key, rule, value, remedy), null);
        this.key = key;
        this.rule = rule;
        this.value = value;
        this.remedy = remedy;
    }

    private static String message(String subject, String key, String rule, String value, String remedy) {
        return (subject.isEmpty() ? "" : subject + ": ")
                + (key.isEmpty() ? "" : key + " ")
                + rule
                + (value == null ? "" : ", got: " + value)
                + (remedy.isEmpty() ? "" : "; " + remedy);
    }

    /**
     * The same exception for a key in a section, such as "detector" or "cameras[0]"; empty for the top level. If the
     * section is a list, the key may be an entry, such as "[2]".
     */
    public SettingException at(String section) {
        boolean joined = section.isEmpty() || key.isEmpty() || key.startsWith("[");
        String path = joined ? section + key : section + "." + key;
        return new SettingException("", path, rule, value, remedy);
    }

    /** The same exception for one of several subjects, such as "camera 'gate'". */
    public SettingException in(String newSubject) {
        return new SettingException(newSubject, key, rule, value, remedy);
    }

    public String key() {
        return key;
    }

    public String rule() {
        return rule;
    }

    /** @return null when there is nothing to show */
    public String value() {
        return value;
    }

    /** @return empty if the rule already states it */
    public String remedy() {
        return remedy;
    }
}
