package dev.hawkeye.console.routes;

import dev.hawkeye.console.access.AdminDoor;
import dev.hawkeye.console.admin.SettingsBook;
import dev.hawkeye.console.admin.SettingsChanged;
import dev.hawkeye.console.admin.SettingsEdit;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/**
 * Routes for settings that can change at run time: their state in each process, and, for administrators, their values.
 */
public final class SettingsRoutes {
    private static final int MAX_BODY_BYTES = 1 << 20;
    private static final int MAX_EDITS = 1000;

    private final SettingsBook book;
    private final Slowly slowly;

    private record Change(Long base, List<SettingsEdit> edits) {}

    private record Undo(Long revision) {}

    private record Revision(long revision) {}

    private record History(List<SettingsChanged> changes) {}

    public SettingsRoutes(SettingsBook book, Slowly slowly) {
        this.book = book;
        this.slowly = slowly;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/settings", context -> slowly.json(context, book::state));
        routes.get("/api/admin/settings", context -> slowly.json(context, book::now));
        routes.get("/api/admin/settings/history", context -> slowly.json(context, () -> new History(book.history())));
        routes.post("/api/admin/settings", this::change);
        routes.post("/api/admin/settings/undo", this::undo);
    }

    private void change(Context context) {
        String form = "{\"base\": REVISION, \"edits\": [{\"key\": \"camera/ID\", \"value\": {…}}]}";
        Change change = JsonBody.read(context, Change.class, MAX_BODY_BYTES, form);
        if (change.base == null
                || change.edits == null
                || change.edits.isEmpty()
                || change.edits.size() > MAX_EDITS
                || change.edits.stream().anyMatch(edit -> edit == null || edit.key() == null)) {
            throw new ApiException(400, "the body must be " + form + ", with 1 to " + MAX_EDITS + " edits");
        }
        String by = AdminDoor.operator(context);
        slowly.json(context, () -> new Revision(book.change(change.base, by, change.edits)));
    }

    private void undo(Context context) {
        Undo undo = JsonBody.read(context, Undo.class, MAX_BODY_BYTES, "{\"revision\": REVISION}");
        if (undo.revision == null) {
            throw new ApiException(400, "the body must be {\"revision\": REVISION}");
        }
        String by = AdminDoor.operator(context);
        slowly.json(context, () -> new Revision(book.undo(undo.revision, by)));
    }
}
