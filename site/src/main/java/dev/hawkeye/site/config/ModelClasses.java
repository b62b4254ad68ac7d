package dev.hawkeye.site.config;

import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.settings.Nearest;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Checks that the classes named by cameras are classes of the model, which only some services load. */
public final class ModelClasses {
    private static final int MAX_SHOWN = 20;

    private final HawkeyeConfig config;

    public ModelClasses(HawkeyeConfig config) {
        this.config = config;
    }

    /** @return false if no camera names a class, so that no model needs to be loaded */
    public boolean areNamed() {
        return naming().stream().anyMatch(naming -> !naming.classes.isEmpty());
    }

    /**
     * @param known classes of the model
     * @param model its name
     * @param problems takes the path of a key, and a message about the class that the model does not have
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
        List<Naming> usual = naming(
                config.detector().cameras().others(),
                config.aggregator().cameras().others(),
                config.aggregator().scenes().others());
        List<Naming> all = new ArrayList<>();
        usual.forEach(naming -> all.add(at(Reference.CAMERA_DEFAULTS, naming)));
        for (int i = 0; i < config.cameras().size(); i++) {
            String id = config.cameras().get(i).id();
            List<Naming> own = new ArrayList<>(naming(
                    config.detector().cameras().of(id),
                    config.aggregator().cameras().of(id),
                    config.aggregator().scenes().of(id)));
            // A value from the defaults is reported under camera-defaults.
            own.removeAll(usual);
            for (Naming naming : own) {
                all.add(at(Reference.CAMERAS + "[" + i + "]", naming));
            }
        }
        return all;
    }

    private static Naming at(String section, Naming naming) {
        return new Naming(section + "." + naming.key, naming.classes);
    }

    private static List<Naming> naming(ClassChoice detected, EventChoice events, Scene scene) {
        List<Naming> all = new ArrayList<>();
        all.add(new Naming("classes", new LinkedHashSet<>(detected.classes())));
        all.add(new Naming("confidence", detected.confidence().keySet()));
        all.add(new Naming("event-classes", new LinkedHashSet<>(events.eventClasses())));
        all.add(new Naming("min-size", scene.minSize().keySet()));
        all.add(new Naming("max-size", scene.maxSize().keySet()));
        for (int i = 0; i < scene.zones().size(); i++) {
            Zone zone = scene.zones().get(i);
            String key = "zones[" + i + "].";
            all.add(new Naming(key + "classes", new LinkedHashSet<>(zone.classes())));
            all.add(new Naming(key + "confidence", zone.confidence().keySet()));
            all.add(new Naming(key + "min-size", zone.minSize().keySet()));
            all.add(new Naming(key + "max-size", zone.maxSize().keySet()));
        }
        for (int i = 0; i < scene.lines().size(); i++) {
            Line line = scene.lines().get(i);
            all.add(new Naming("lines[" + i + "].classes", new LinkedHashSet<>(line.classes())));
        }
        return all;
    }

    private static String some(Collection<String> known) {
        List<String> names = List.copyOf(new TreeSet<>(known));
        return names.size() <= MAX_SHOWN
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MAX_SHOWN)) + " and " + (names.size() - MAX_SHOWN) + " more";
    }
}
