package dev.hawkeye.console.access;

/** Who may change a site over HTTP, as far as the server knows. Safe for use by many threads. */
public interface AdminControl {
    /** Where nobody may. */
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

    /** Whether there is a token; if not, nobody may change anything. */
    boolean hasToken();

    /** Whether this is the token, compared in constant time. */
    boolean isToken(String shown);

    /**
     * What only a holder of the token can compute for a text (HMAC-SHA-256, in hexadecimal digits); must not be called
     * without a token.
     */
    String proof(String text);

    /**
     * Whether the server goes by this name, so that no page from elsewhere can have its own name lead here.
     *
     * @param host the header Host; null when there is none
     */
    boolean isOwnHost(String host);
}
