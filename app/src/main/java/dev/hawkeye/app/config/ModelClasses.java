package dev.hawkeye.app.config;

import dev.hawkeye.aggregator.EventChoice;
import dev.hawkeye.detector.ClassChoice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The classes that cameras name: they must be classes of the model, which only some services have. */
public final class ModelClasses {
    private static final int MOST_SHOWN = 20;

    private final HawkeyeConfig config;

    public ModelClasses(HawkeyeConfig config) {
        this.config = config;
    }

    /** @return false when no camera names one, so that no model needs to be asked */
    public boolean areNamed() {
        return naming().stream().anyMatch(naming -> !naming.classes.isEmpty());
    }

    /**
     * @param known classes of the model
     * @param model its name
     * @throws ConfigException when a camera names another one
     */
    public void check(Collection<String> known, String model) {
        List<ConfigException> problems = new ArrayList<>();
        for (Naming naming : naming()) {
            for (String name : naming.classes) {
                if (!known.contains(name)) {
                    problems.add(
                            new ConfigException(naming.key + " has '" + name + "', which is no class of " + model + ": "
                                    + Nearest.to(name, known)
                                            .map(word -> "did you mean " + word + "?")
                                            .orElseGet(() -> "it has " + some(known))));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw ConfigException.of(problems);
        }
    }

    private record Naming(String key, Collection<String> classes) {}

    private List<Naming> naming() {
        List<Naming> all = new ArrayList<>();
        add(all, Reference.CAMERA_DEFAULTS + ".", config.detector().cameras().others());
        add(all, Reference.CAMERA_DEFAULTS + ".", config.aggregator().cameras().others());
        config.cameras().forEach(camera -> {
            String of = "camera " + camera.id() + ": ";
            add(all, of, config.detector().cameras().of(camera.id()));
            add(all, of, config.aggregator().cameras().of(camera.id()));
        });
        return all;
    }

    private static void add(List<Naming> all, String of, ClassChoice choice) {
        all.add(new Naming(of + "classes", choice.classes()));
        all.add(new Naming(of + "confidence", choice.confidence().keySet()));
    }

    private static void add(List<Naming> all, String of, EventChoice choice) {
        all.add(new Naming(of + "event-classes", choice.eventClasses()));
    }

    private static String some(Collection<String> known) {
        List<String> names = List.copyOf(new TreeSet<>(known));
        return names.size() <= MOST_SHOWN
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_SHOWN)) + " and " + (names.size() - MOST_SHOWN) + " more";
    }
}
