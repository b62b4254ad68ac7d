package dev.hawkeye.site.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The health of the parts of this process. Not ready until {@link #allAdded()}, so that no work is sent to a process
 * that is still starting. Thread-safe.
 */
public final class Health {
    private final Map<String, Component> components = new ConcurrentSkipListMap<>();
    private volatile boolean started;

    private record Component(
            BooleanSupplier ready, BooleanSupplier live, Supplier<String> waitsFor, Supplier<String> overloaded) {}

    /**
     * The report over HTTP.
     *
     * @param status UP or DOWN
     * @param components by name: UP, DOWN, or OVERLOADED for one that works but cannot keep up
     * @param waiting what components that are DOWN wait for, if known; omitted if empty
     * @param overloaded for overloaded components, the overload and the remedy; omitted if empty
     */
    public record Report(
            String status,
            Map<String, String> components,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> waiting,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> overloaded) {
        public boolean up() {
            return status.equals("UP");
        }
    }

    /**
     * @param ready whether it is currently working
     * @param live false when it needs a restart
     */
    public void add(String name, BooleanSupplier ready, BooleanSupplier live) {
        add(name, ready, live, () -> "");
    }

    /**
     * Adds a component that reports what it waits for.
     *
     * @param waitsFor the reason why it is not ready, in a few words
     */
    public void add(String name, BooleanSupplier ready, BooleanSupplier live, Supplier<String> waitsFor) {
        add(name, ready, live, waitsFor, () -> "");
    }

    /**
     * Adds a component that also reports overload.
     *
     * @param overloaded the overload; empty while it keeps up. An overloaded component counts as ready: waiting for it
     *     would only leave it less time
     */
    public void add(
            String name,
            BooleanSupplier ready,
            BooleanSupplier live,
            Supplier<String> waitsFor,
            Supplier<String> overloaded) {
        components.put(name, new Component(ready, live, waitsFor, overloaded));
    }

    /** Marks all parts as added. */
    public void allAdded() {
        started = true;
    }

    /** Whether all parts are working. */
    public Report ready() {
        return report(true);
    }

    /** Whether no part needs a restart. */
    public Report live() {
        return report(false);
    }

    private Report report(boolean readiness) {
        Map<String, String> states = new LinkedHashMap<>();
        Map<String, String> waiting = new LinkedHashMap<>();
        Map<String, String> overloaded = new LinkedHashMap<>();
        boolean all = !readiness || started;
        for (Map.Entry<String, Component> entry : components.entrySet()) {
            Component component = entry.getValue();
            boolean up = (readiness ? component.ready : component.live).getAsBoolean();
            String tooMuch = up && readiness ? component.overloaded.get() : "";
            if (!tooMuch.isEmpty()) {
                overloaded.put(entry.getKey(), tooMuch);
            }
            states.put(entry.getKey(), !up ? "DOWN" : tooMuch.isEmpty() ? "UP" : "OVERLOADED");
            String reason = up ? "" : component.waitsFor.get();
            if (!reason.isEmpty()) {
                waiting.put(entry.getKey(), reason);
            }
            all &= up;
        }
        return new Report(all ? "UP" : "DOWN", states, waiting, overloaded);
    }
}
