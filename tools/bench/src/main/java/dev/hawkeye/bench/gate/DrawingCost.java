package dev.hawkeye.bench.gate;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetSettings;

/** The CPU time of drawing a street, which a real camera does not cause. */
final class DrawingCost {
    private DrawingCost() {}

    /**
     * Draws the street once, without a pipeline.
     *
     * @return CPU time for all its pictures, ms
     */
    static double millis(StreetSettings settings, Runnable check) {
        try (Street street = new Street(settings)) {
            double begin = ProcessorClock.millis();
            for (long picture = 0; picture < settings.pictures(); picture++) {
                check.run();
                street.advance();
                street.picture();
            }
            return ProcessorClock.millis() - begin;
        }
    }
}
