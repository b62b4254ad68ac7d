package dev.hawkeye.site.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the parts of this process say about themselves. Not ready until {@link #allAdded()}, so that no work is sent
 * to a process that is still starting. Safe for use by many threads.
 */
public final class Health {
    private final Map<String, Component> components = new ConcurrentSkipListMap<>();
    private volatile boolean started;

    private record Component(
            BooleanSupplier ready, BooleanSupplier live, Supplier<String> waitsFor, Supplier<String> overloaded) {}

    /**
     * What is reported over HTTP.
     *
     * @param status UP or DOWN
     * @param components by name: UP, DOWN, or OVERLOADED for one that is up and does its work, but has too much of it
     * @param waiting what those that are DOWN wait for, as far as they tell; absent when there is nothing to tell
     * @param overloaded how much is too much, and what would help; likewise
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
     * @param ready whether it does its work now
     * @param live false when only a restart helps
     */
    public void add(String name, BooleanSupplier ready, BooleanSupplier live) {
        add(name, ready, live, () -> "");
    }

    /**
     * The same, with more to report.
     *
     * @param waitsFor what keeps it from being ready, in a few words
     */
    public void add(String name, BooleanSupplier ready, BooleanSupplier live, Supplier<String> waitsFor) {
        add(name, ready, live, waitsFor, () -> "");
    }

    /**
     * The same, with more to report.
     *
     * @param overloaded what is too much for it; empty while it keeps up. It is ready all the same: waiting for it would only give it less time
     */
    public void add(
            String name,
            BooleanSupplier ready,
            BooleanSupplier live,
            Supplier<String> waitsFor,
            Supplier<String> overloaded) {
        components.put(name, new Component(ready, live, waitsFor, overloaded));
    }

    /** Every part is there. */
    public void allAdded() {
        started = true;
    }

    /** Whether all parts do their work now. */
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
