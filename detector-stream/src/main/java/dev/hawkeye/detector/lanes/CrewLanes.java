package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.model.ModelInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lanes of one thread: one for each model of its crew. Not thread-safe, except for {@link #cancel()}. */
final class CrewLanes implements AutoCloseable {
    private final Crew crew;
    private final LaneWork work;
    private final Lane lane;
    private final Lane canary;

    /** The outcome of a frame, and the model that produced it. */
    record Analysis(Outcome outcome, ModelInfo model) {}

    CrewLanes(Crew crew, LaneWork work, LaneSettings settings) {
        this.crew = crew;
        this.work = work;
        this.lane = crew.model().newLane(settings, settings.batch());
        try {
            this.canary = crew.canary() == null ? null : crew.canary().newLane(settings, settings.batch());
        } catch (RuntimeException | Error e) {
            lane.close();
            throw e;
        }
    }

    /** @return one analysis for each frame, in the same order */
    List<Analysis> detect(List<FrameTask> frames) {
        Analysis[] analyses = new Analysis[frames.size()];
        detect(crew.model(), lane, frames, analyses);
        if (canary != null) {
            detect(crew.canary(), canary, frames, analyses);
        }
        return Arrays.asList(analyses);
    }

    private void detect(SharedModel model, Lane with, List<FrameTask> frames, Analysis[] analyses) {
        List<Integer> indices = new ArrayList<>();
        List<ByteBuffer> jpegs = new ArrayList<>();
        List<ClassScores> wanted = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            FrameTask frame = frames.get(i);
            if (crew.modelOf(frame.camera()) == model) {
                indices.add(i);
                jpegs.add(frame.jpeg());
                wanted.add(model.wanted().of(frame.camera()));
            }
        }
        if (indices.isEmpty()) {
            return;
        }
        List<Outcome> outcomes = work.detect(with, jpegs, wanted);
        for (int i = 0; i < outcomes.size(); i++) {
            analyses[indices.get(i)] = new Analysis(outcomes.get(i), model.info());
        }
    }

    /** Aborts inferences in progress, if possible. May be called by any thread. */
    void cancel() {
        lane.cancel();
        if (canary != null) {
            canary.cancel();
        }
    }

    @Override
    public void close() {
        lane.close();
        if (canary != null) {
            canary.close();
        }
    }
}
