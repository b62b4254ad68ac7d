package dev.hawkeye.analyze;

import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.Track;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.vision.model.ModelInfo;
import java.util.function.LongConsumer;

/** Receives the results of an analysis while it runs. */
public interface Output extends AutoCloseable {
    /** Called first, with the model in use. */
    default void model(ModelInfo model) {}

    /** The outcome of one picture; those of one camera arrive in order. */
    default void detection(Detection detection) {}

    /** A final window. */
    default void window(WindowCount count) {}

    /** The final record of an object. */
    default void track(Track track) {}

    default void event(Event event) {}

    default void keyframe(Keyframe keyframe) {}

    /** Called when the analysis is complete. */
    default void summary(Summary summary) {}

    /**
     * Called after the summary, if clips are wanted.
     *
     * @param progress receives the number of painted pictures; an exception from it ends the work
     */
    default void clips(LongConsumer progress) {}

    @Override
    default void close() {}

    /** For an analysis without {@code --out}. */
    Output NONE = new Output() {};
}
