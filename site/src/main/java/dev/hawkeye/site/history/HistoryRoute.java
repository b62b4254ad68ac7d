package dev.hawkeye.site.history;

import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.HistoryAnswer;
import dev.hawkeye.counts.HistoryClient;
import dev.hawkeye.counts.HistoryUnavailableException;
import dev.hawkeye.site.http.HttpRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /history?camera=ID&from=MS&to=MS}: final windows as JSON. Each instance answers for all cameras; a request
 * from another instance is answered for its own cameras only, so that requests do not loop.
 */
public final class HistoryRoute {
    private static final Logger log = LoggerFactory.getLogger(HistoryRoute.class);
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final AccessControl access;
    private final CountHistory all;
    private final CountHistory own;

    /**
     * @param all the history of all cameras
     * @param own the history of this process's cameras
     */
    public HistoryRoute(AccessControl access, CountHistory all, CountHistory own) {
        this.access = access;
        this.all = all;
        this.own = own;
    }

    /** Adds the route to the server. */
    public void addTo(RoutesConfig routes) {
        routes.get(HistoryClient.PATH, this::answer);
    }

    private void answer(Context context) {
        access.check(context);
        String camera = context.queryParam("camera");
        if (camera == null || camera.isBlank()) {
            throw new HttpRefusal(
                    BAD_REQUEST,
                    "camera must be the id of one, as in " + HistoryClient.PATH + "?camera=gate&from=…&to=…");
        }
        long from = millis(context, "from");
        long to = millis(context, "to");
        CountHistory asked = context.header(HistoryClient.PASSED_ON) == null ? all : own;
        try {
            context.json(new HistoryAnswer(camera, asked.windows(camera, from, to)));
        } catch (HistoryUnavailableException e) {
            log.debug("{}", e.getMessage(), e);
            throw new HttpRefusal(UNAVAILABLE, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(BAD_REQUEST, e.getMessage());
        }
    }

    private static long millis(Context context, String name) {
        String text = context.queryParam(name);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new HttpRefusal(BAD_REQUEST, name + " must be a time in ms since 1970, got: " + text);
        }
    }
}
