package dev.hawkeye.replay;

import dev.hawkeye.schemas.WindowCount;
import java.time.Instant;
import java.util.Comparator;

/** One class of one camera in one window. Ordered by camera, time and class. */
record WindowKey(String camera, Instant start, String className) implements Comparable<WindowKey> {
    private static final Comparator<WindowKey> ORDER = Comparator.comparing(WindowKey::camera)
            .thenComparing(WindowKey::start)
            .thenComparing(WindowKey::className);

    static WindowKey of(WindowCount count) {
        return new WindowKey(count.getCamera(), count.getWindowStart(), count.getClassName());
    }

    @Override
    public int compareTo(WindowKey other) {
        return ORDER.compare(this, other);
    }
}
