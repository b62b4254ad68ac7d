package dev.hawkeye.bench.gate;

import dev.hawkeye.ingest.timing.Sampler;
import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetSettings;

/**
 * The CPU time of drawing a street, which a real camera does not cause.
 *
 * @param pictures number of pictures that were drawn
 * @param millis CPU time for the whole street, ms
 */
record DrawingCost(long pictures, double millis) {
    /**
     * Draws the due pictures of the street once, without a pipeline.
     *
     * @param sampler picks them, as that of the camera does in the pipeline, which draws no other pictures
     * @param check called often; an exception from it ends the measurement
     */
    static DrawingCost of(StreetSettings settings, Sampler sampler, Runnable check) {
        try (Street street = new Street(settings)) {
            long drawn = 0;
            double begin = ProcessorClock.millis();
            for (long picture = 0; picture < settings.pictures(); picture++) {
                check.run();
                street.advance();
                if (sampler.isDue(picture, picture * 1_000_000L / settings.fps())) {
                    street.picture();
                    drawn++;
                }
            }
            return new DrawingCost(drawn, ProcessorClock.millis() - begin);
        }
    }
}
