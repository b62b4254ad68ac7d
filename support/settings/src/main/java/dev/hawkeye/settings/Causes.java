package dev.hawkeye.settings;

import java.util.Objects;
import java.util.stream.Stream;

/** The chain of a failure. */
public final class Causes {
    private Causes() {}

    /** Returns a failure and its causes, innermost last. */
    public static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
    }
}
