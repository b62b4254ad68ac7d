package dev.hawkeye.ingest;

import java.util.regex.Pattern;

/**
 * Takes the secrets out of a camera's url. Cameras are configured with passwords that nobody has percent-encoded, so no
 * URL parser can be trusted with them: everything up to the last '@' of the whole url, query included, counts as
 * credentials, and what remains of a query shows the names of its parameters but no value. Rather too much is hidden
 * than too little.
 */
final class Redaction {
    private static final Pattern CREDENTIALS = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://).*@", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("=[^&;]*");
    private static final Pattern REMOTE = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://", Pattern.DOTALL);

    private Redaction() {}

    /** @return {@code url} without user, password and the values of query parameters; a path comes back as it is */
    static String redact(String url) {
        if (!REMOTE.matcher(url).find() || url.startsWith("file://")) {
            return url;
        }
        String bare = CREDENTIALS.matcher(url).replaceFirst("$1***@");
        int fragment = bare.indexOf('#');
        if (fragment >= 0) {
            bare = bare.substring(0, fragment);
        }
        int query = bare.indexOf('?');
        if (query < 0) {
            return bare;
        }
        String parameters = bare.substring(query + 1);
        return bare.substring(0, query)
                + "?"
                + (parameters.indexOf('=') < 0
                        ? "***"
                        : VALUE.matcher(parameters).replaceAll("=***"));
    }
}
