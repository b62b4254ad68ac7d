package dev.hawkeye.console.state;

import dev.hawkeye.metrics.load.Overload;
import java.time.Clock;

/** Everything that the console has learned about a site since it started. Its parts are thread-safe. */
public final class SiteState {
    public final Clock clock;
    public final long started;
    public final Cameras cameras;
    public final RecentCounts counts = new RecentCounts();
    public final EventLog events;
    public final KnownTracks tracks;
    public final StepTally steps = new StepTally();
    public final Overload overload = new Overload(System::nanoTime);
    public final SiteBytes bytes = new SiteBytes();
    public final KnownModel model = new KnownModel();

    /** @param frames the topic of frames */
    public SiteState(Clock clock, int mostEvents, String frames) {
        this.clock = clock;
        this.started = clock.millis();
        this.cameras = new Cameras(clock);
        this.tracks = new KnownTracks(clock);
        this.events = new EventLog(mostEvents, frames);
    }
}
