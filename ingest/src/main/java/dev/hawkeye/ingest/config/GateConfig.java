package dev.hawkeye.ingest.config;

import dev.hawkeye.settings.Check;
import java.time.Duration;

/**
 * Settings of the gate, shared by all cameras that have one.
 *
 * @param recheck longest time between two analyzed pictures, above 0
 * @param audit analyzes one in this many unchanged pictures anyway, at least 2
 * @param target share of objects that may be missed, 0.001 to 0.2
 */
public record GateConfig(Duration recheck, int audit, double target) {
    private static final double MIN_TARGET = 0.001;
    private static final double MAX_TARGET = 0.2;

    /** @throws dev.hawkeye.settings.SettingException when a value is out of its range */
    public GateConfig {
        Check.positive("recheck", recheck);
        Check.atLeast("audit", audit, 2);
        Check.that(
                target >= MIN_TARGET && target <= MAX_TARGET,
                "target",
                "must be from " + MIN_TARGET + " to " + MAX_TARGET,
                target);
    }
}
