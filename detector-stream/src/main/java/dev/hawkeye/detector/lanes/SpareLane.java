package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.model.ModelInfo;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A lane beside those that analyze frames: its outcomes are not results. Its model is not freed before
 * {@link #close()}. Not thread-safe, except for {@link #cancel()}.
 */
public final class SpareLane implements AutoCloseable {
    private final SharedModel model;
    private final Lane lane;
    private final LaneWork work;
    private boolean closed;

    /** The caller must be a user of the model. */
    SpareLane(SharedModel model, LaneWork work, LaneSettings settings) {
        this.model = model;
        this.work = work;
        this.lane = model.newLane(settings, 1);
        model.enter();
    }

    public ModelInfo model() {
        return model.info();
    }

    /** Analyzes one picture of a camera. */
    public Outcome detect(String camera, ByteBuffer jpeg) {
        return work.detect(
                        lane, List.of(jpeg.duplicate()), List.of(model.wanted().of(camera)))
                .get(0);
    }

    /** Aborts an inference, if possible. May be called by any thread. */
    public void cancel() {
        lane.cancel();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            lane.close();
            model.leave();
        }
    }
}
