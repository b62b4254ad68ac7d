package dev.hawkeye.console.access;

/** Decides who may change a site over HTTP, as far as the server knows. Thread-safe. */
public interface AdminControl {
    /** Allows changes to nobody. */
    AdminControl NOBODY = new AdminControl() {
        @Override
        public boolean hasToken() {
            return false;
        }

        @Override
        public boolean isToken(String shown) {
            return false;
        }

        @Override
        public String proof(String text) {
            throw new IllegalStateException("there is no token");
        }

        @Override
        public boolean isOwnHost(String host) {
            return false;
        }
    };

    /** Whether there is a token; if not, nobody may make changes. */
    boolean hasToken();

    /** Whether this is the token; compared in constant time. */
    boolean isToken(String shown);

    /**
     * Computes a proof that only a holder of the token can compute for a text (HMAC-SHA-256, in hexadecimal digits).
     * Requires a token.
     */
    String proof(String text);

    /**
     * Whether this is a name of the server. Guards against DNS rebinding, by which a foreign page points its own name
     * at this server.
     *
     * @param host the header Host; null when there is none
     */
    boolean isOwnHost(String host);
}
