package dev.hawkeye.console.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The reason why settings were not changed. */
public final class ChangeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient View view;

    /**
     * One problem.
     *
     * @param key the key as in {@link SettingsEdit}, followed by that of the value, such as camera/gate.fps; empty for
     * the change as a whole
     * @param message problem, value and remedy
     */
    public record Problem(String key, String message) {}

    /**
     * The body of the response.
     *
     * @param error the error in one line
     * @param problems empty unless settings are invalid
     * @param revision newest revision, if the change was based on an older one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(String error, List<Problem> problems, Long revision) {}

    private ChangeRefused(int status, View view) {
        super(view.error(), null, false, false);
        this.status = status;
        this.view = view;
    }

    /** Somebody else has changed the settings in the meantime. */
    public static ChangeRefused stale(String message, long revision) {
        return new ChangeRefused(409, new View(message, List.of(), revision));
    }

    /** There is no such change to undo. */
    public static ChangeRefused conflict(String message) {
        return new ChangeRefused(409, new View(message, List.of(), null));
    }

    /** The changed settings would be invalid. */
    public static ChangeRefused invalid(List<Problem> problems) {
        String error = problems.isEmpty()
                ? "the settings are invalid"
                : problems.get(0).message();
        return new ChangeRefused(422, new View(error, List.copyOf(problems), null));
    }

    public int status() {
        return status;
    }

    public View view() {
        return view;
    }
}
