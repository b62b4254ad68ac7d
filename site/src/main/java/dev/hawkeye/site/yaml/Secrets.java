package dev.hawkeye.site.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.settings.Redaction;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of messages about a configuration, even if they were written to the wrong key: it knows all values
 * and keys, and redacts those that look like a URL or belong to a secret key wherever they appear. Not thread-safe.
 */
public final class Secrets {
    public static final String HIDDEN = "***";

    private static final Pattern SECRET_KEY =
            Pattern.compile("(?i).*(password|secret|token|jaas|user\\.info|credential|\\bkey$).*");

    /** A word without one of these is not a URL, and cannot contain credentials. */
    private static final Pattern ADDRESS_SIGN = Pattern.compile("[@:=?]");

    /** Shorter secrets would match parts of many words. */
    private static final int MIN_LENGTH = 4;

    private final Map<String, String> shown =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** Learns the secrets of a tree. */
    public void learn(JsonNode tree) {
        learn("", tree);
    }

    private void learn(String key, JsonNode node) {
        if (node.isObject()) {
            node.properties().forEach(entry -> {
                remember(entry.getKey(), shownKey(entry.getKey()));
                learn(below(key, entry.getKey()), entry.getValue());
            });
        } else if (node.isArray()) {
            node.forEach(each -> learn(key, each));
        } else {
            remember(node.asText(), shownValue(key, node.asText()));
        }
    }

    private void remember(String text, String instead) {
        if (!instead.equals(text) && text.strip().length() >= MIN_LENGTH) {
            shown.put(text, instead);
            shown.put(text.strip(), instead.strip());
        }
    }

    /** Returns a message without secrets. */
    public String hidden(String message) {
        String safe = message;
        for (Map.Entry<String, String> secret : shown.entrySet()) {
            safe = safe.replace(secret.getKey(), secret.getValue());
        }
        return safe;
    }

    /** A value, safe to show. */
    public static String shownValue(String key, String value) {
        return isSecret(key) && !value.isEmpty() ? HIDDEN : shownKey(value);
    }

    /** A key or any other word, safe to show: an address loses its login. */
    public static String shownKey(String word) {
        return ADDRESS_SIGN.matcher(word).find() ? Redaction.redact(word) : word;
    }

    /** The key that determines whether a value below {@code section} is secret: everything below a secret key is. */
    public static String below(String section, String key) {
        return isSecret(section) ? section : key;
    }

    public static boolean isSecret(String key) {
        return SECRET_KEY.matcher(key).matches();
    }
}
