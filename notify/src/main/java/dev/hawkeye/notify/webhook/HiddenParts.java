package dev.hawkeye.notify.webhook;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces in a receiver's words what may be a secret: the path and the query of its address, which are often its
 * password and which default error pages repeat, and the signing key. Immutable.
 */
final class HiddenParts {
    private static final String MARK = "…";
    /** Shorter segments and values are rather words than secrets, and would make answers unreadable. */
    private static final int LEAST_PART = 8;
    /** So much of a secret at the end of words that were cut is hidden too. */
    private static final int LEAST_BEGINNING = 4;

    /** Longest first. */
    private final List<String> secrets;

    private final Pattern pattern;

    private HiddenParts(List<String> secrets) {
        this.secrets = secrets;
        this.pattern = Pattern.compile(
                secrets.stream().map(Pattern::quote).collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** @param key signing key; empty for none */
    static HiddenParts of(URI address, String key) {
        TreeSet<String> secrets = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        secrets.add(key);
        for (String path : forms(address.getRawPath())) {
            secrets.add(path);
            addParts(secrets, path.split("/", -1));
            addParts(secrets, path.replaceAll("^/|/$", ""));
        }
        for (String query : forms(address.getRawQuery())) {
            secrets.add(query);
            addParts(secrets, query.split("[&;=]", -1));
        }
        secrets.removeIf(secret -> secret.isEmpty() || secret.equals("/"));
        return new HiddenParts(List.copyOf(secrets));
    }

    private static void addParts(Set<String> secrets, String... parts) {
        for (String part : parts) {
            forms(part).stream().filter(form -> form.length() >= LEAST_PART).forEach(secrets::add);
        }
    }

    /** As written, and as decoded by a receiver: '+' means a blank only in queries. */
    private static List<String> forms(String raw) {
        if (raw == null) {
            return List.of();
        }
        try {
            return List.of(
                    raw,
                    URLDecoder.decode(raw, StandardCharsets.UTF_8),
                    URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return List.of(raw); // it was decoded before
        }
    }

    /** @param words may be cut at their end */
    String hide(String words) {
        if (secrets.isEmpty()) {
            return words;
        }
        String shown = pattern.matcher(words).replaceAll(Matcher.quoteReplacement(MARK));
        for (String secret : secrets) {
            for (int length = Math.min(secret.length(), shown.length()); length >= LEAST_BEGINNING; length--) {
                int begin = shown.length() - length;
                if (shown.regionMatches(true, begin, secret, 0, length)) {
                    return shown.substring(0, begin) + MARK;
                }
            }
        }
        return shown;
    }
}
