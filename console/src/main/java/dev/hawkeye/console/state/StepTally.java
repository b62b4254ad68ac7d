package dev.hawkeye.console.state;

import dev.hawkeye.console.api.HealthView.Step;
import dev.hawkeye.console.figures.RecentValues;
import dev.hawkeye.console.figures.RecentValues.Percentiles;
import dev.hawkeye.console.figures.Rounded;
import dev.hawkeye.schemas.StepTimes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The time of each step in the processing of frames over the last minute, all cameras together, for the newest {@value
 * #MAX_FRAMES} frames only. Thread-safe.
 */
public final class StepTally {
    private static final int MAX_FRAMES = 8192;

    private final Map<String, ToLongFunction<StepTimes>> steps = new LinkedHashMap<>();
    private final Map<String, RecentValues> values = new LinkedHashMap<>();

    StepTally() {
        steps.put("ingest", StepTimes::getIngestMicros);
        steps.put("queue", StepTimes::getQueueMicros);
        steps.put("decode", StepTimes::getDecodeMicros);
        steps.put("letterbox", StepTimes::getLetterboxMicros);
        steps.put("inference", StepTimes::getInferenceMicros);
        steps.put("nms", StepTimes::getNmsMicros);
        steps.put("age", StepTimes::getAgeMicros);
        steps.keySet().forEach(step -> values.put(step, new RecentValues(MAX_FRAMES)));
    }

    public synchronized void add(StepTimes times, long now) {
        steps.forEach((step, micros) -> values.get(step).add(micros.applyAsLong(times), now));
    }

    /** @return steps in processing order; empty when there were no frames */
    public synchronized List<Step> steps(long now) {
        List<Step> result = new ArrayList<>();
        values.forEach((step, its) -> {
            Percentiles percentiles = its.percentiles(now);
            if (percentiles != null) {
                result.add(new Step(step, Rounded.millis(percentiles.p50()), Rounded.millis(percentiles.p99())));
            }
        });
        return result;
    }
}
