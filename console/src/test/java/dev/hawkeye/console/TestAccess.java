package dev.hawkeye.console;

import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.console.http.ApiException;
import io.javalin.http.Context;

/** A gate that is open, asks for a token, or is closed. */
final class TestAccess implements AccessControl {
    static final String TOKEN = "sesame-sesame-17";

    private volatile State state;

    enum State {
        OPEN,
        TOKEN,
        CLOSED
    }

    TestAccess(State state) {
        this.state = state;
    }

    void set(State now) {
        state = now;
    }

    @Override
    public boolean asksForToken() {
        return state == State.TOKEN;
    }

    @Override
    public boolean isToken(String shown) {
        return asksForToken() && TOKEN.equals(shown);
    }

    @Override
    public String proof(String text) {
        return String.format("%064x", (TOKEN + text).hashCode() & 0xFFFFFFFFL);
    }

    @Override
    public void check(Context context) {
        if (state == State.CLOSED) {
            throw new ApiException(403, "closed");
        }
        boolean shown = ("Bearer " + TOKEN).equals(context.header("Authorization"));
        if (asksForToken() && !shown) {
            throw new ApiException(401, "show the token");
        }
    }
}
