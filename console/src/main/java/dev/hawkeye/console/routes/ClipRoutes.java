package dev.hawkeye.console.routes;

import dev.hawkeye.console.clips.ClipFiles;
import dev.hawkeye.console.clips.ClipSights;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.ByteRange;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.Parameters;
import dev.hawkeye.console.http.WorkerPool;
import dev.hawkeye.console.state.EventLog;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Routes for the clips of events, and the detections in them. */
public final class ClipRoutes {
    /** A browser requests the rest of a file, and again when it needs more, so no response needs much memory. */
    private static final int MOST_AT_ONCE = 2 << 20;

    private static final String VIDEO = "video/mp4";

    private final EventLog events;
    private final ClipFiles files;
    private final ClipSights sights;
    private final WorkerPool reading;

    /** @param reading runs the work that waits for the store and for Kafka */
    public ClipRoutes(EventLog events, ClipFiles files, ClipSights sights, WorkerPool reading) {
        this.events = events;
        this.files = files;
        this.sights = sights;
        this.reading = reading;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/events/{id}/clip.mp4", this::clip);
        routes.get("/api/events/{id}/clip/sights", context -> {
            EventLog.Film film = film(context);
            new Slowly(reading).json(context, () -> sights.of(film.partition(), film.offset()));
        });
    }

    private EventLog.Film film(Context context) {
        return events.film(context.pathParam("id"))
                .orElseThrow(() -> new ApiException(404, "this event has no clip, or is unknown: see /api/events"));
    }

    private void clip(Context context) {
        EventLog.Film film = film(context);
        boolean download = Parameters.flag(context, "download");
        String range = context.header("Range");
        context.future(() -> reading.supply(() -> part(film, range)).handle((part, failure) -> {
            if (failure != null) {
                JsonAnswers.failure(context, failure);
            } else {
                answer(context, part, film.name(), download);
            }
            return null;
        }));
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(long all, Optional<ByteRange> range, InputStream whole, byte[] bytes) {}

    private Part part(EventLog.Film film, String header) {
        ClipFiles.Found found = files.find(film.address());
        Optional<ByteRange> range = ByteRange.of(header, found.bytes()).map(each -> each.atMost(MOST_AT_ONCE));
        if (range.isEmpty()) {
            return new Part(found.bytes(), range, files.open(found, 0, found.bytes()), null);
        }
        try (InputStream in = files.open(found, range.get().from(), range.get().length())) {
            return new Part(
                    found.bytes(), range, null, in.readNBytes((int) range.get().length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(Context context, Part part, String name, boolean download) {
        context.contentType(VIDEO).header("Accept-Ranges", "bytes");
        context.header("Cache-Control", "private, max-age=3600"); // a clip never changes
        if (download) {
            context.header("Content-Disposition", "attachment; filename=\"" + name + ".mp4\"");
        }
        if (part.range.isEmpty()) {
            context.header("Content-Length", Long.toString(part.all)).result(part.whole);
            return;
        }
        ByteRange range = part.range.get();
        context.status(206)
                .header("Content-Range", "bytes " + range.from() + "-" + range.to() + "/" + part.all)
                .result(part.bytes);
    }
}
