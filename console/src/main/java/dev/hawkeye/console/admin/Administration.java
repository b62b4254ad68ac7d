package dev.hawkeye.console.admin;

import dev.hawkeye.console.http.ApiException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a console can change, and show of it. Immutable.
 *
 * @param settings cameras, and how they are analyzed
 * @param models of the detectors
 * @param cameras those that may be added
 */
public record Administration(SettingsBook settings, ModelShelf models, CameraProbe cameras) {
    /** Of a console that cannot change anything. */
    public static final Administration NONE = new Administration(new NoSettings(), new NoModels(), camera -> {
        throw nothing();
    });

    private static ApiException nothing() {
        return new ApiException(503, "this console shows a site that it cannot change: use that of `hawkeye run`");
    }

    private static final class NoSettings implements SettingsBook {
        @Override
        public SettingsNow now() {
            throw nothing();
        }

        @Override
        public SettingsState state() {
            throw nothing();
        }

        @Override
        public long change(long base, String by, List<SettingsEdit> edits) {
            throw nothing();
        }

        @Override
        public long undo(long revision, String by) {
            throw nothing();
        }

        @Override
        public List<SettingsChanged> history() {
            throw nothing();
        }
    }

    private static final class NoModels implements ModelShelf {
        @Override
        public ModelsNow now() {
            throw nothing();
        }

        @Override
        public long mostBytes() {
            return 0;
        }

        @Override
        public long publish(Path file, ModelOffer offer) {
            throw nothing();
        }

        @Override
        public long rollback(String by) {
            throw nothing();
        }
    }
}
