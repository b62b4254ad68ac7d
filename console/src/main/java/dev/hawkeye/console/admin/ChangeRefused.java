package dev.hawkeye.console.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Why settings stay as they are. */
public final class ChangeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient View view;

    /**
     * One thing that is wrong.
     *
     * @param key as in {@link SettingsEdit}, then that of the value, such as camera/gate.fps; empty if it is about all
     * @param message with value and remedy
     */
    public record Problem(String key, String message) {}

    /**
     * As it is answered.
     *
     * @param error in one line
     * @param problems empty unless settings are invalid
     * @param revision the newest one, if the change was made from an older one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(String error, List<Problem> problems, Long revision) {}

    private ChangeRefused(int status, View view) {
        super(view.error(), null, false, false);
        this.status = status;
        this.view = view;
    }

    /** Somebody else has changed them meanwhile. */
    public static ChangeRefused stale(String message, long revision) {
        return new ChangeRefused(409, new View(message, List.of(), revision));
    }

    /** There is no such change that could be undone. */
    public static ChangeRefused conflict(String message) {
        return new ChangeRefused(409, new View(message, List.of(), null));
    }

    /** They would be invalid. */
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
