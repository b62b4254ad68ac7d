package dev.hawkeye.site.change;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * From some settings to others. What is about cameras can change while everything runs: which there are, how they are read, what is
 * drawn over their pictures, what is detected in them and which events they make. Immutable.
 */
public record SettingsChange(HawkeyeConfig before, HawkeyeConfig after) {

    /** Returns the sections and keys that differ and take effect at a start only. */
    public List<String> needsRestart() {
        List<String> sections = new ArrayList<>();
        Map<String, Predicate<HawkeyeConfig>> same = new LinkedHashMap<>();
        same.put("kafka", config -> config.kafka().equals(after.kafka()));
        same.put("registry", config -> config.registry().equals(after.registry()));
        same.put("topics", config -> config.topics().equals(after.topics()));
        same.put("http", config -> config.http().equals(after.http()));
        same.put("data-directory", config -> config.dataDirectory().equals(after.dataDirectory()));
        same.put("ingest", config -> config.ingest().equals(after.ingest()));
        same.put("aggregator", config -> withCamerasOfNow(config.aggregator()).equals(after.aggregator()));
        same.put("console", config -> config.console().equals(after.console()));
        same.forEach((section, isSame) -> {
            if (!isSame.test(before)) {
                sections.add(section);
            }
        });
        if (!before.detector().withCameras(after.detector().cameras()).equals(after.detector())) {
            sections.add("detector");
        }
        return sections;
    }

    private AggregatorConfig withCamerasOfNow(AggregatorConfig config) {
        return config.withCameras(
                after.aggregator().cameras(), after.aggregator().scenes());
    }

    /** Returns the ids of the cameras that are new. */
    public Set<String> added() {
        Set<String> ids = ids(after);
        ids.removeAll(ids(before));
        return ids;
    }

    /** Returns the ids of the cameras that are gone. */
    public Set<String> removed() {
        Set<String> ids = ids(before);
        ids.removeAll(ids(after));
        return ids;
    }

    /** Returns the ids of the cameras that were there before and have other settings now. */
    public Set<String> changed() {
        return staying(id -> !camera(before, id).equals(camera(after, id))
                || !before.detector()
                        .cameras()
                        .of(id)
                        .equals(after.detector().cameras().of(id))
                || !Objects.equals(
                        before.aggregator().cameras().of(id),
                        after.aggregator().cameras().of(id))
                || !before.aggregator()
                        .scenes()
                        .of(id)
                        .equals(after.aggregator().scenes().of(id)));
    }

    /** Returns the ids of the cameras whose masks are others now, so that their gate must begin anew. */
    public Set<String> otherMasks() {
        return staying(id -> !before.aggregator()
                .scenes()
                .of(id)
                .masks()
                .equals(after.aggregator().scenes().of(id).masks()));
    }

    private Set<String> staying(Predicate<String> wanted) {
        Set<String> ids = ids(after);
        ids.retainAll(ids(before));
        ids.removeIf(wanted.negate());
        return ids;
    }

    private static CameraConfig camera(HawkeyeConfig config, String id) {
        return config.cameras().stream()
                .filter(camera -> camera.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> ids(HawkeyeConfig config) {
        Set<String> ids = new TreeSet<>();
        config.cameras().forEach(camera -> ids.add(camera.id()));
        return ids;
    }

    /** Whether everything is as before. */
    boolean isNone() {
        return before.equals(after);
    }

    /** In words, such as "cameras added: gate; changed: yard, door". */
    String text() {
        List<String> parts = new ArrayList<>();
        add(parts, "added", added());
        add(parts, "removed", removed());
        add(parts, "changed", changed());
        return parts.isEmpty() ? "defaults of cameras that are not in the list" : "cameras " + String.join("; ", parts);
    }

    private static void add(List<String> parts, String what, Collection<String> ids) {
        if (!ids.isEmpty()) {
            parts.add(what + ": " + String.join(", ", ids));
        }
    }
}
