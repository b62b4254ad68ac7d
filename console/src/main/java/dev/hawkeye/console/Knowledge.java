package dev.hawkeye.console;

import dev.hawkeye.metrics.load.Overload;
import java.time.Clock;

/** All that the console knows of a site, since it started. What is in it is safe for use by many threads. */
final class Knowledge {
    final Clock clock;
    final long started;
    final Cameras cameras;
    final RecentCounts counts = new RecentCounts();
    final Events events;
    final StepTally steps = new StepTally();
    final Overload overload = new Overload(System::nanoTime);
    final SiteBytes bytes = new SiteBytes();
    final KnownModel model = new KnownModel();

    /** @param frames the topic of frames */
    Knowledge(Clock clock, int mostEvents, String frames) {
        this.clock = clock;
        this.started = clock.millis();
        this.cameras = new Cameras(clock);
        this.events = new Events(mostEvents, frames);
    }
}
