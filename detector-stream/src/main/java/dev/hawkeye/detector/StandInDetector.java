package dev.hawkeye.detector;

import dev.hawkeye.detector.topology.GuardedClients;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.StepNanos;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A detector whose inference is a sleep, for measurements of all that is around it: however many of them share a
 * machine, their inferences do not compete for its cores. It looks at no picture and finds nothing. Only benchmarks make
 * one; no setting and no command of the program leads here.
 */
public final class StandInDetector {
    private static final int WIDTH = 1;
    private static final int HEIGHT = 1;

    private StandInDetector() {}

    /**
     * A detector service in all else; see {@link DetectorService} for the arguments and its life.
     *
     * @param cost of each frame on its lane; zero is none
     */
    public static DetectorService of(
            Duration cost,
            DetectorConfig config,
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            MeterRegistry metrics) {
        return new DetectorService(
                config,
                kafka,
                topics,
                registry,
                metrics,
                GuardedClients::new,
                (lane, jpegs, wanted) -> sleep(cost, jpegs.size()));
    }

    private static List<Outcome> sleep(Duration cost, int frames) {
        Duration all = cost.multipliedBy(frames);
        try {
            Thread.sleep(all.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StepNanos times = new StepNanos(0, 0, all.toNanos(), 0);
        return Collections.nCopies(frames, new Outcome.Detected(WIDTH, HEIGHT, List.of(), times, frames));
    }
}
