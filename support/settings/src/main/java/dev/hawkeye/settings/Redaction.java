package dev.hawkeye.settings;

import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the secrets from a camera's address, or from text that may be one: it may be mistyped, lack its scheme or be
 * part of a message. People configure passwords that are not percent-encoded, so no URL parser can be trusted with
 * them: everything up to the last '@', query included, counts as credentials, and the rest of an address keeps the
 * names of its parameters but not their values. When in doubt, it hides too much.
 */
public final class Redaction {
    private static final String HIDDEN = "***";

    /** Known schemes also match where slashes are missing. */
    private static final Pattern SCHEME = Pattern.compile(
            "(?i)(?<![a-z0-9])(?:(?:rtsps?|https?|rtmps?|ftps?):/*|[a-z][a-z0-9+.-]*://)|(?<![^\\s'\"=:])//");

    private static final Pattern LOCAL = Pattern.compile(
            "(?i)(?:file:(?!//[^/]*@)|[a-z]:[\\\\/](?!/)).*|(?:v4l2:|synthetic:|/dev/)[^@]*", Pattern.DOTALL);
    private static final Pattern ENCODED_AT = Pattern.compile("%40");
    private static final Pattern HOST_AND_PORT = Pattern.compile("@[\\w.-]+:\\d{1,5}(?:/|$)");
    private static final Pattern USER = Pattern.compile("[^\\s'\"=,(\\[{]+:");
    private static final Pattern HOST = Pattern.compile("(?:[^:]*|\\[[^]]*])(?::\\d{0,5})?|[0-9a-fA-F:.]+(?:%\\w+)?");
    private static final Pattern END_OF_HOST = Pattern.compile("[/?#\\s'\"]|$");
    private static final Pattern VALUE = Pattern.compile("=[^&;/?#\\s'\"]+");
    private static final Pattern QUERY_VALUE = Pattern.compile("=[^&;\\s'\"]+"); // a query may have slashes
    private static final Pattern BARE_QUERY = Pattern.compile("([?&;])[^=&;\\s'\"]+(?=$|[&;\\s'\"])");
    private static final Pattern FRAGMENT = Pattern.compile("#[^\\s'\"]*");
    private static final String SECRET_NAME =
            "(?i)((?:user|usr|login|pass|pwd|psw|token|auth|key|secret|session|credential)[a-z_-]*=)";
    private static final Pattern SECRET_VALUE = Pattern.compile(SECRET_NAME + "[^&;/?#\\s'\"]+");
    private static final Pattern SECRET_QUERY_VALUE = Pattern.compile(SECRET_NAME + "[^&;#\\s'\"]+");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)(authorization['\"]?\\s*[:=]|\\bbasic(?=\\s+[a-z0-9+/]{6,}=*(?:$|['\"\\s])))\\s*.*");

    private Redaction() {}

    /**
     * Returns the text without user, password and the values of query parameters. Returns a path unchanged, unless it
     * could be a mistyped address.
     */
    public static String redact(String text) {
        if (LOCAL.matcher(text).matches() || isPath(text)) {
            return text;
        }
        if (text.indexOf('@') < 0
                && ENCODED_AT.matcher(text).find()
                && !SCHEME.matcher(text).find()) {
            String plain = plain(text);
            String shown = redact(plain);
            return shown.equals(plain) ? text : shown;
        }
        String shown = withoutCredentials(text);
        Matcher scheme = SCHEME.matcher(shown);
        shown = scheme.find()
                ? shown.substring(0, scheme.end()) + withoutValues(shown.substring(scheme.end()))
                : withoutSecretValues(shown);
        return AUTHORIZATION.matcher(shown).replaceAll("$1 " + HIDDEN);
    }

    /** Whether an address contains a user, a password, or the value of a parameter whose name suggests a secret. */
    public static boolean hasSecret(String address) {
        String plain = plain(address);
        return !LOCAL.matcher(address).matches()
                && !isPath(address)
                && (!withoutCredentials(plain).equals(plain)
                        || !withoutSecretValues(plain).equals(plain)
                        || AUTHORIZATION.matcher(plain).find());
    }

    /**
     * Replaces the value of each parameter whose name suggests a secret.
     *
     * @param by computes the replacement from the name and the value of the parameter
     */
    public static String replaceSecretValues(String address, BinaryOperator<String> by) {
        return inPathAndQuery(address, SECRET_VALUE, SECRET_QUERY_VALUE, found -> {
            String name = found.group(1).substring(0, found.group(1).length() - 1);
            String value = found.group().substring(found.group(1).length());
            return found.group(1) + by.apply(name, value);
        });
    }

    private static String inPathAndQuery(
            String address, Pattern ofPath, Pattern ofQuery, Function<MatchResult, String> replacement) {
        int query = address.indexOf('?');
        int end = query < 0 ? address.length() : query;
        Function<MatchResult, String> quoted = found -> Matcher.quoteReplacement(replacement.apply(found));
        return ofPath.matcher(address.substring(0, end)).replaceAll(quoted)
                + ofQuery.matcher(address.substring(end)).replaceAll(quoted);
    }

    /**
     * An '@' in a path does not make it an address, as long as the text before it does not look like a user and a
     * password.
     */
    private static boolean isPath(String text) {
        String head = text.substring(0, Math.max(0, text.lastIndexOf('@')));
        String tail = text.substring(head.length());
        return head.indexOf('/') >= 0
                && head.indexOf(':') < 0
                && !head.startsWith("//")
                && !HOST_AND_PORT.matcher(tail).lookingAt();
    }

    /** Decodes text that was percent-encoded as a whole, including its '@'. */
    private static String plain(String text) {
        return text.replaceAll("(?i)%40", "@")
                .replaceAll("(?i)%3a", ":")
                .replaceAll("(?i)%2f", "/")
                .replaceAll("(?i)%3f", "?");
    }

    private static String withoutCredentials(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return text;
        }
        String head = text.substring(0, at);
        Matcher scheme = SCHEME.matcher(head);
        Matcher user = USER.matcher(head);
        int keep = scheme.find() ? scheme.end() : user.find() ? user.start() : beginOfWord(head);
        return head.substring(0, keep) + HIDDEN + text.substring(at);
    }

    private static int beginOfWord(String head) {
        int begin = head.length();
        while (begin > 0 && " \t\n'\"".indexOf(head.charAt(begin - 1)) < 0) {
            begin--;
        }
        return begin;
    }

    private static String withoutSecretValues(String text) {
        String shown = inPathAndQuery(text, SECRET_VALUE, SECRET_QUERY_VALUE, found -> found.group(1) + HIDDEN);
        return shown.equals(text) ? text : BARE_QUERY.matcher(shown).replaceAll("$1" + HIDDEN);
    }

    /** @param address the address without the scheme */
    private static String withoutValues(String address) {
        Matcher endOfHost = END_OF_HOST.matcher(address);
        int end = endOfHost.find() ? endOfHost.start() : address.length();
        String host = address.substring(0, end);
        boolean known = HOST.matcher(host.substring(host.lastIndexOf('@') + 1)).matches();
        String rest = FRAGMENT.matcher(address.substring(end)).replaceAll("");
        rest = BARE_QUERY.matcher(rest).replaceAll("$1" + HIDDEN);
        return (known ? host : HIDDEN) + inPathAndQuery(rest, VALUE, QUERY_VALUE, found -> "=" + HIDDEN);
    }
}
