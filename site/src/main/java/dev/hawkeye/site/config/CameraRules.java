package dev.hawkeye.site.config;

import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.detector.ClassChoice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Rules among cameras, and between cameras and the detector; a setting that could never have an effect is an error. */
final class CameraRules {
    private final HawkeyeConfig config;
    private final BiConsumer<String, String> problems;

    private CameraRules(HawkeyeConfig config, BiConsumer<String, String> problems) {
        this.config = config;
        this.problems = problems;
    }

    /** As a {@link ConfigCheck}. */
    static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        new CameraRules(config, problems).look();
    }

    private void look() {
        ClassChoice detected = config.detector().cameras().others();
        EventChoice events = config.aggregator().cameras().others();
        checkConfidence(Reference.CAMERA_DEFAULTS, detected);
        checkEventClasses(Reference.CAMERA_DEFAULTS, detected, events);
        Map<String, String> byId = new LinkedHashMap<>();
        for (int i = 0; i < config.cameras().size(); i++) {
            String at = Reference.CAMERAS + "[" + i + "]";
            String id = config.cameras().get(i).id();
            String before = byId.put(id, at);
            if (before != null) {
                problems.accept(at + ".id", "must be unique, got the id of " + before + " again: " + id);
            }
        }
        byId.forEach((id, at) -> checkClasses(id, at, detected, events));
    }

    /** A value from the defaults is reported there. */
    private void checkClasses(String id, String at, ClassChoice usually, EventChoice usualEvents) {
        ClassChoice detected = config.detector().cameras().of(id);
        EventChoice events = config.aggregator().cameras().of(id);
        if (!detected.confidence().equals(usually.confidence())) {
            checkConfidence(at, detected);
        }
        if (!detected.classes().equals(usually.classes())
                || !events.eventClasses().equals(usualEvents.eventClasses())) {
            checkEventClasses(at, detected, events);
        }
    }

    private void checkConfidence(String at, ClassChoice detected) {
        float least = config.detector().confidence();
        detected.confidence().forEach((name, score) -> {
            if (score < least) {
                problems.accept(
                        at + ".confidence." + name,
                        "must be detector.confidence (" + least + ") or more, got: " + score);
            }
        });
    }

    private void checkEventClasses(String at, ClassChoice detected, EventChoice events) {
        for (String name : events.eventClasses()) {
            if (!detected.classes().isEmpty() && !detected.classes().contains(name)) {
                problems.accept(
                        at + ".event-classes", "must be among the classes " + detected.classes() + ", got: " + name);
            }
        }
    }
}
