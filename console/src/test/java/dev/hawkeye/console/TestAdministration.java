package dev.hawkeye.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hawkeye.console.access.AdminControl;
import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.console.admin.CameraSight;
import dev.hawkeye.console.admin.ChangeRefused;
import dev.hawkeye.console.admin.ModelOffer;
import dev.hawkeye.console.admin.ModelShelf;
import dev.hawkeye.console.admin.ModelsNow;
import dev.hawkeye.console.admin.SettingsBook;
import dev.hawkeye.console.admin.SettingsChanged;
import dev.hawkeye.console.admin.SettingsEdit;
import dev.hawkeye.console.admin.SettingsNow;
import dev.hawkeye.console.admin.SettingsState;
import dev.hawkeye.console.http.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Changes that go nowhere: a site with one camera, at revision 7, whose newest model is a.onnx. */
final class TestAdministration {
    static final String TOKEN = "open-all-doors-42";
    static final int LONGEST_MODEL = 100_000;
    private static final long REVISION = 7;
    private static final long TIME = 1_777_622_400_000L;

    private TestAdministration() {}

    static Administration of() {
        return new Administration(new Book(), new Shelf(), camera -> {
            String url = camera.get("url").asText();
            if (url.contains("nothing")) {
                throw new ApiException(422, url + " cannot be opened: check it");
            }
            return new CameraSight(1280, 720, 25, "h264", TestPictures.street());
        });
    }

    static AdminControl control() {
        return new AdminControl() {
            @Override
            public boolean hasToken() {
                return true;
            }

            @Override
            public boolean isToken(String shown) {
                return TOKEN.equals(shown);
            }

            @Override
            public String proof(String text) {
                return String.format("%064x", (TOKEN + text).hashCode() & 0xFFFFFFFFL);
            }

            @Override
            public boolean isOwnHost(String host) {
                return host != null && host.startsWith("127.0.0.1");
            }
        };
    }

    private static final class Book implements SettingsBook {
        @Override
        public SettingsNow now() {
            JsonNode gate = JsonNodeFactory.instance.objectNode().put("url", "rtsp://192.0.2.1/");
            return new SettingsNow(
                    REVISION,
                    "Zoë@192.0.2.9",
                    TIME,
                    Map.of("gate", gate),
                    JsonNodeFactory.instance.objectNode(),
                    JsonNodeFactory.instance.objectNode(),
                    JsonNodeFactory.instance.objectNode(),
                    null);
        }

        @Override
        public SettingsState state() {
            return new SettingsState(
                    REVISION,
                    "Zoë@192.0.2.9",
                    TIME,
                    List.of(
                            new SettingsState.Instance("a/1", "ingest", "APPLIED", REVISION, "night", null),
                            new SettingsState.Instance(
                                    "b/1", "detect", "REFUSED", REVISION, null, "fps must be 0 or more")));
        }

        @Override
        public long change(long base, String by, List<SettingsEdit> edits) {
            if (base != REVISION) {
                throw ChangeRefused.stale("look again", REVISION);
            }
            if (edits.get(0).value() != null && edits.get(0).value().has("fps")) {
                throw ChangeRefused.invalid(List.of(new ChangeRefused.Problem(
                        edits.get(0).key() + ".fps",
                        "must be 0 or more, got: " + edits.get(0).value().get("fps"))));
            }
            return REVISION + 1;
        }

        @Override
        public long undo(long revision, String by) {
            if (revision == 1) {
                throw ChangeRefused.invalid(List.of(new ChangeRefused.Problem("camera/gate.fps", "must be 0 or more")));
            }
            if (revision != REVISION) {
                throw ChangeRefused.conflict("there is no change " + revision + ": see the history");
            }
            return REVISION + 1;
        }

        @Override
        public List<SettingsChanged> history() {
            return List.of(new SettingsChanged(
                    REVISION,
                    "Zoë@192.0.2.9",
                    TIME,
                    "camera add gate",
                    0,
                    List.of(new SettingsChanged.Edit("camera/gate", null, "url: rtsp://192.0.2.1/\n"))));
        }
    }

    private static final class Shelf implements ModelShelf {
        private boolean isRolledBack;

        @Override
        public ModelsNow now() {
            return new ModelsNow(
                    new ModelsNow.Active(
                            "a.onnx",
                            "0".repeat(64),
                            12,
                            3,
                            "Zoë@192.0.2.9",
                            TIME,
                            ModelsNow.Stage.CANARY,
                            TIME,
                            List.of("gate"),
                            null,
                            null),
                    List.of(new ModelsNow.Detector(
                            "b/1",
                            "CANARY",
                            3,
                            "a.onnx",
                            "0".repeat(64),
                            null,
                            new ModelsNow.Trial(7, 0.9, 12, 13, 4.5, 4, 0, 0),
                            List.of(new ModelsNow.Drift("gate", 0.4)))));
        }

        @Override
        public long mostBytes() {
            return LONGEST_MODEL;
        }

        @Override
        public long publish(Path file, ModelOffer offer) {
            try {
                if (Files.size(file) < 4) {
                    throw new ApiException(422, offer.name() + " is no ONNX model");
                }
                return 4;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public long rollback(String by) {
            if (isRolledBack) {
                throw new ApiException(409, "there is no model to return to");
            }
            isRolledBack = true;
            return 5;
        }
    }
}
