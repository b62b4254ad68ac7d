package dev.hawkeye.bench.gate;

import dev.hawkeye.ingest.timing.Sampler;
import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.street.StreetSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The due pictures of a drawn street.
 *
 * @param truth the visible objects of each, in pixels of the street
 * @param millis CPU time for drawing them, which a real camera does not cause, ms
 */
record Drawing(List<List<StreetObject>> truth, double millis) {
    /**
     * Draws the due pictures once, without a pipeline.
     *
     * @param sampler picks them, as that of the camera does in the pipeline, which draws no other pictures
     * @param check called often; an exception from it ends the measurement
     */
    static Drawing of(StreetSettings settings, Sampler sampler, Runnable check) {
        try (Street street = new Street(settings)) {
            List<List<StreetObject>> truth = new ArrayList<>();
            double begin = ProcessorClock.millis();
            for (long picture = 0; picture < settings.pictures(); picture++) {
                check.run();
                street.advance();
                if (sampler.isDue(picture, picture * 1_000_000L / settings.fps())) {
                    street.picture();
                    truth.add(street.objects());
                }
            }
            return new Drawing(truth, ProcessorClock.millis() - begin);
        }
    }
}
