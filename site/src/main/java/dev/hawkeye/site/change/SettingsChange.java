package dev.hawkeye.site.change;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.tracking.scene.Scene;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A change from one configuration to another. Camera settings can change at run time: the list of cameras, how they are
 * read, what is drawn over their pictures, what is detected in them, and which events they produce. Immutable.
 */
public record SettingsChange(HawkeyeConfig before, HawkeyeConfig after) {

    /** Returns the sections and keys that differ and take effect only at the next start. */
    public List<String> needsRestart() {
        DetectorConfig detector = before.detector().changedTo(after.detector());
        AggregatorConfig aggregator = before.aggregator().changedTo(after.aggregator());
        IngestConfig ingest = before.ingest().changedTo(after.ingest());
        List<String> sections = new ArrayList<>();
        compare(sections, "site", before.site(), after.site());
        compare(sections, "kafka", before.kafka(), after.kafka());
        compare(sections, "registry", before.registry(), after.registry());
        compare(sections, "cloud", before.cloud(), after.cloud());
        compare(sections, "topics", before.topics(), after.topics());
        compare(sections, "http", before.http(), after.http());
        compare(sections, "data-directory", before.dataDirectory(), after.dataDirectory());
        compare(sections, "ingest", ingest, after.ingest());
        compare(sections, "detector", detector, after.detector());
        compare(sections, "aggregator", aggregator, after.aggregator());
        compare(sections, "console", before.console(), after.console());
        compare(sections, "notify", before.alarms().changedTo(after.alarms()), after.alarms());
        compare(sections, "clips", before.clips(), after.clips());
        compare(sections, "tracing", before.tracing(), after.tracing());
        return sections;
    }

    private static void compare(List<String> differing, String section, Object before, Object after) {
        if (!before.equals(after)) {
            differing.add(section);
        }
    }

    /** Returns the ids of the new cameras. */
    public Set<String> added() {
        Set<String> ids = ids(after);
        ids.removeAll(ids(before));
        return ids;
    }

    /** Returns the ids of the removed cameras. */
    public Set<String> removed() {
        Set<String> ids = ids(before);
        ids.removeAll(ids(after));
        return ids;
    }

    /** Returns the ids of the existing cameras whose settings have changed. */
    public Set<String> changed() {
        return staying(id -> !camera(before, id).equals(camera(after, id))
                || differs(id, before.detector().cameras(), after.detector().cameras())
                || differs(id, before.aggregator().cameras(), after.aggregator().cameras())
                || differs(id, before.aggregator().scenes(), after.aggregator().scenes()));
    }

    private static <T> boolean differs(String id, ByCamera<T> before, ByCamera<T> after) {
        return !before.of(id).equals(after.of(id));
    }

    /** Returns the ids of the existing cameras whose masks have changed, so that their gate must restart. */
    public Set<String> otherMasks() {
        return staying(id -> differs(
                id,
                before.aggregator().scenes().map(Scene::masks),
                after.aggregator().scenes().map(Scene::masks)));
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
        return new TreeSet<>(config.cameraIds());
    }

    /** Whether nothing has changed. */
    boolean isNone() {
        return before.equals(after);
    }

    /** A description, such as "cameras added: gate; changed: yard, door". */
    String text() {
        if (isNone()) {
            return "nothing changes here";
        }
        List<String> parts = new ArrayList<>();
        add(parts, "added", added());
        add(parts, "removed", removed());
        add(parts, "changed", changed());
        String cameras = parts.isEmpty() ? "" : "cameras " + String.join("; ", parts);
        String rules = before.alarms().rules().equals(after.alarms().rules()) ? "" : "rules of alarms";
        String targets = equalTargets() ? "" : "targets of alarms";
        String all = Stream.of(cameras, rules, targets)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "settings of all cameras" : all;
    }

    private boolean equalTargets() {
        return before.alarms().targets().equals(after.alarms().targets())
                && before.alarms().secrets().equals(after.alarms().secrets());
    }

    private static void add(List<String> parts, String what, Collection<String> ids) {
        if (!ids.isEmpty()) {
            parts.add(what + ": " + String.join(", ", ids));
        }
    }
}
