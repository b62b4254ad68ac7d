package dev.hawkeye.console.routes;

import dev.hawkeye.console.api.DetectionView;
import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.console.health.HealthReport;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.Parameters;
import dev.hawkeye.console.live.LiveMessage;
import dev.hawkeye.console.live.LiveMessage.Kind;
import dev.hawkeye.console.live.LiveUpdates;
import dev.hawkeye.console.live.Mailbox;
import dev.hawkeye.console.live.Subscription;
import dev.hawkeye.console.state.CameraRecord;
import dev.hawkeye.console.state.SiteState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Route for live updates as server-sent events. */
public final class LiveRoute {
    private static final long MAX_PACE_MILLIS = 10_000;

    private final LiveUpdates live;
    private final SiteState known;
    private final HealthReport health;

    public LiveRoute(LiveUpdates live, SiteState known, HealthReport health) {
        this.live = live;
        this.known = known;
        this.health = health;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/live", this::live);
    }

    private void live(Context context) throws IOException {
        Subscription wanted = wanted(context);
        live.checkRoom();
        HttpServletResponse response = context.res();
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no"); // Otherwise a proxy would wait for more.
        // Bypasses Javalin's own stream, which would compress and so delay messages. The first message sends the
        // headers, so nothing has been sent yet if the last place was taken in the meantime.
        OutputStream out = response.getOutputStream();
        context.future(() -> live.join(out, wanted, this::begin));
    }

    private static Subscription wanted(Context context) {
        long pace = Parameters.number(
                context, "pace", Subscription.FASTEST.toMillis(), MAX_PACE_MILLIS, Subscription.FASTEST.toMillis());
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String name : Parameters.names(context, "only")) {
            kinds.add(Arrays.stream(Kind.values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ApiException(
                            400, "only must be message names, such as camera,detection,health, got: " + name)));
        }
        return new Subscription(Parameters.names(context, "cameras"), kinds, Duration.ofMillis(pace));
    }

    private void begin(Mailbox mailbox) {
        for (CameraRecord camera : known.cameras.all()) {
            mailbox.put(LiveMessage.of(Kind.CAMERA, camera.id(), camera.view().withoutLast()));
            DetectionView last = camera.last();
            if (last != null) {
                mailbox.put(LiveMessage.of(Kind.DETECTION, camera.id(), last));
            }
        }
        for (TrackView track : known.tracks.live()) {
            mailbox.put(LiveMessage.of(Kind.TRACK, track.camera(), track.id(), track));
        }
        mailbox.put(LiveMessage.of(Kind.HEALTH, "", health.now()));
    }
}
