package dev.hawkeye.bench.gate;

import dev.hawkeye.analyze.Analysis;
import dev.hawkeye.analyze.Output;
import dev.hawkeye.bench.processor.Part;
import dev.hawkeye.bench.processor.ProcessorMeter;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a clip through the whole pipeline in this process. Its CPU time is measured from the first detection to
 * the last, so start and end do not count. If several cameras show the clip, only the results of the first are kept.
 * Not thread-safe; used once.
 */
final class GateRun implements Output {
    private final Runnable check;
    private final List<Detection> detections = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private ProcessorMeter meter;
    private double begin;
    private double end;
    private long before;
    private long counted;

    private GateRun(Runnable check) {
        this.check = check;
    }

    /**
     * The result of a run.
     *
     * @param millisPerFrame CPU time per due picture, ms
     * @param parts CPU time by part of the pipeline, ms per picture; empty if the system does not report it
     * @param detections all detections of the first camera, in order
     * @param events all its events, in order
     */
    record Result(double millisPerFrame, Map<Part, Double> parts, List<Detection> detections, List<Event> events) {}

    /** @param check called often; an exception from it ends the run */
    static Result of(HawkeyeConfig config, Runnable check) throws InterruptedException {
        try (OneProcess pipeline = new OneProcess(config, OneProcess.Options.ALONE);
                GateRun run = new GateRun(check)) {
            new Analysis(config, pipeline, run, config.cameras().size(), List.of()).run(run::progress);
            return run.result();
        }
    }

    @Override
    public void detection(Detection detection) {
        if (detection.getCamera().equals(ClipSettings.FIRST)) {
            detections.add(detection);
        }
    }

    @Override
    public void event(Event event) {
        if (event.getCamera().equals(ClipSettings.FIRST)) {
            events.add(event);
        }
    }

    private void progress(long frames) {
        check.run();
        if (frames > counted) {
            counted = frames;
            end = ProcessorClock.millis();
            if (before == 0) {
                before = frames;
                begin = end;
                meter = ProcessorMeter.start();
            }
        }
        if (meter != null) {
            meter.glance();
        }
    }

    private Result result() {
        if (counted == before) {
            throw new UserException("the clip is too short to measure: all of its detections arrived at once");
        }
        meter.look();
        double frames = counted - before;
        Map<Part, Double> parts = new EnumMap<>(Part.class);
        meter.millis().forEach((part, millis) -> parts.put(part, millis / frames));
        return new Result((end - begin) / frames, parts, detections, events);
    }
}
