package dev.hawkeye.bench.gate;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetSettings;

/** What it costs to draw a street, which a camera would do itself. */
final class DrawingCost {
    private DrawingCost() {}

    /**
     * Draws it once, without any pipeline.
     *
     * @return processor time of all its pictures, ms
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
