package dev.hawkeye.analyze;

import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.vision.model.ModelInfo;

/** Where an analysis leaves what it finds, while it finds it. */
public interface Output extends AutoCloseable {
    /** The beginning: what will look at the pictures. */
    default void model(ModelInfo model) {}

    /** What became of a picture; those of one camera come in their order. */
    default void detection(Detection detection) {}

    /** A final window. */
    default void window(WindowCount count) {}

    default void event(Event event) {}

    default void keyframe(Keyframe keyframe) {}

    /** The end of a whole analysis. */
    default void summary(Summary summary) {}

    @Override
    default void close() {}

    /** For an analysis without {@code --out}. */
    Output NONE = new Output() {};
}
