package dev.hawkeye.app.analyze;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Keyframe;
import dev.hawkeye.schemas.WindowCount;

/** Where an analysis leaves what it finds, while it finds it. */
public interface Output extends AutoCloseable {
    /** A final window. */
    void window(WindowCount count);

    void event(Event event);

    void keyframe(Keyframe keyframe);

    /** The end of a whole analysis. */
    void summary(Summary summary);

    @Override
    void close();

    /** For an analysis without {@code --out}. */
    Output NONE = new Output() {
        @Override
        public void window(WindowCount count) {}

        @Override
        public void event(Event event) {}

        @Override
        public void keyframe(Keyframe keyframe) {}

        @Override
        public void summary(Summary summary) {}

        @Override
        public void close() {}
    };
}
