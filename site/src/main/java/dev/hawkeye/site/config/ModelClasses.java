package dev.hawkeye.site.config;

import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.settings.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The classes that cameras name: they must be classes of the model, which only some services load. */
public final class ModelClasses {
    private static final int MAX_SHOWN = 20;

    private final HawkeyeConfig config;

    public ModelClasses(HawkeyeConfig config) {
        this.config = config;
    }

    /** @return false if no camera names one, so that no model has to be loaded */
    public boolean areNamed() {
        return naming().stream().anyMatch(naming -> !naming.classes.isEmpty());
    }

    /**
     * @param known classes of the model
     * @param model its name
     * @param problems takes the path of a key, and which class it names that the model does not have
     */
    public void check(Collection<String> known, String model, BiConsumer<String, String> problems) {
        for (Naming naming : naming()) {
            for (String name : naming.classes) {
                if (!known.contains(name)) {
                    problems.accept(
                            naming.key,
                            "has '" + name + "', which is not a class of " + model + ": "
                                    + Nearest.to(name, known)
                                            .map(word -> "did you mean " + word + "?")
                                            .orElseGet(() -> "it has " + some(known)));
                }
            }
        }
    }

    private record Naming(String key, Set<String> classes) {}

    private List<Naming> naming() {
        ClassChoice usually = config.detector().cameras().others();
        EventChoice usualEvents = config.aggregator().cameras().others();
        List<Naming> all = new ArrayList<>(naming(Reference.CAMERA_DEFAULTS, usually, usualEvents));
        for (int i = 0; i < config.cameras().size(); i++) {
            String id = config.cameras().get(i).id();
            List<Naming> own = naming(
                    Reference.CAMERAS + "[" + i + "]",
                    config.detector().cameras().of(id),
                    config.aggregator().cameras().of(id));
            for (int key = 0; key < own.size(); key++) {
                // A value from the defaults is reported there.
                if (!own.get(key).classes.equals(all.get(key).classes)) {
                    all.add(own.get(key));
                }
            }
        }
        return all;
    }

    private static List<Naming> naming(String at, ClassChoice detected, EventChoice events) {
        return List.of(
                new Naming(at + ".classes", new LinkedHashSet<>(detected.classes())),
                new Naming(at + ".confidence", detected.confidence().keySet()),
                new Naming(at + ".event-classes", new LinkedHashSet<>(events.eventClasses())));
    }

    private static String some(Collection<String> known) {
        List<String> names = List.copyOf(new TreeSet<>(known));
        return names.size() <= MAX_SHOWN
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MAX_SHOWN)) + " and " + (names.size() - MAX_SHOWN) + " more";
    }
}
