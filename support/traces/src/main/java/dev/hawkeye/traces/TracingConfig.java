package dev.hawkeye.traces;

import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.Redaction;
import java.net.URI;

/**
 * Settings of traces; keys as in hawkeye.yaml under {@code tracing}. Immutable, validated on construction.
 *
 * @param endpoint OTLP over HTTP endpoint for spans, such as http://127.0.0.1:4318/v1/traces; empty for none
 * @param oneIn one in this many frames has a trace
 */
public record TracingConfig(String endpoint, int oneIn) {
    private static final int MAX_ONE_IN = 1_000_000;

    public TracingConfig {
        Check.that(
                endpoint.isEmpty() || isAddress(endpoint),
                "endpoint",
                "must be like http://HOST:4318/v1/traces, without a user, or empty",
                Redaction.redact(endpoint));
        Check.range("one-in", oneIn, 1, MAX_ONE_IN);
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether tracing is enabled. */
    public boolean isUsed() {
        return !endpoint.isEmpty();
    }
}
