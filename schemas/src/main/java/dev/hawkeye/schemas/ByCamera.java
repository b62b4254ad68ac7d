package dev.hawkeye.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A value that may be specific to a camera. Immutable if its values are.
 *
 * @param others the value for cameras that are not named
 * @param named the values for named cameras, by camera id
 */
public record ByCamera<T>(T others, Map<String, T> named) {
    public ByCamera {
        named = Map.copyOf(named);
    }

    /** The same value for every camera. */
    public static <T> ByCamera<T> all(T value) {
        return new ByCamera<>(value, Map.of());
    }

    public T of(String camera) {
        return named.getOrDefault(camera, others);
    }

    public <R> ByCamera<R> map(Function<T, R> function) {
        Map<String, R> mapped = new HashMap<>();
        named.forEach((camera, value) -> mapped.put(camera, function.apply(value)));
        return new ByCamera<>(function.apply(others), mapped);
    }
}
