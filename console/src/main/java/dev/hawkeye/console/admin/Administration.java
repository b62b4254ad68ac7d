package dev.hawkeye.console.admin;

import dev.hawkeye.console.http.ApiException;
import java.nio.file.Path;
import java.util.List;

/**
 * The changeable parts of a site. Immutable.
 *
 * @param settings cameras and their analysis
 * @param models the models of the detectors
 * @param cameras probe for cameras to be added
 */
public record Administration(SettingsBook settings, ModelShelf models, CameraProbe cameras) {
    /** The administration of a console that cannot change anything. */
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
