package dev.hawkeye.site.config;

import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.tracking.scene.Scene;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Checks the rules among cameras, and between cameras and the detector; a setting that can never have an effect is an
 * error.
 */
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
        Scene scene = config.aggregator().scenes().others();
        checkConfidence(Reference.CAMERA_DEFAULTS, detected.confidence());
        checkAmong(Reference.CAMERA_DEFAULTS + ".event-classes", events.eventClasses(), detected);
        checkScene(Reference.CAMERA_DEFAULTS, scene, detected);
        Map<String, String> byId = new LinkedHashMap<>();
        for (int i = 0; i < config.cameras().size(); i++) {
            String at = Reference.CAMERAS + "[" + i + "]";
            String id = config.cameras().get(i).id();
            String before = byId.put(id, at);
            if (before != null) {
                problems.accept(at + ".id", "must be unique, got the id of " + before + " again: " + id);
            }
        }
        byId.forEach((id, at) -> checkClasses(id, at, detected, events, scene));
    }

    /** Checks a camera's own values; a value from the defaults is reported under camera-defaults. */
    private void checkClasses(String id, String at, ClassChoice usually, EventChoice usualEvents, Scene usualScene) {
        ClassChoice detected = config.detector().cameras().of(id);
        EventChoice events = config.aggregator().cameras().of(id);
        Scene scene = config.aggregator().scenes().of(id);
        boolean sameClasses = detected.classes().equals(usually.classes());
        if (!detected.confidence().equals(usually.confidence())) {
            checkConfidence(at, detected.confidence());
        }
        if (!sameClasses || !events.eventClasses().equals(usualEvents.eventClasses())) {
            checkAmong(at + ".event-classes", events.eventClasses(), detected);
        }
        if (!sameClasses || !scene.equals(usualScene)) {
            checkScene(at, scene, detected);
        }
    }

    private void checkScene(String at, Scene scene, ClassChoice detected) {
        for (int i = 0; i < scene.zones().size(); i++) {
            String zone = at + ".zones[" + i + "]";
            checkAmong(zone + ".classes", scene.zones().get(i).classes(), detected);
            checkConfidence(zone, scene.zones().get(i).confidence());
        }
        for (int i = 0; i < scene.lines().size(); i++) {
            checkAmong(at + ".lines[" + i + "].classes", scene.lines().get(i).classes(), detected);
        }
    }

    private void checkConfidence(String at, Map<String, Float> confidence) {
        float least = config.detector().confidence();
        confidence.forEach((name, score) -> {
            if (score < least) {
                problems.accept(
                        at + ".confidence." + name,
                        "must be detector.confidence (" + least + ") or more, got: " + score);
            }
        });
    }

    private void checkAmong(String at, List<String> names, ClassChoice detected) {
        for (String name : names) {
            if (!detected.classes().isEmpty() && !detected.classes().contains(name)) {
                problems.accept(at, "must be among the classes " + detected.classes() + ", got: " + name);
            }
        }
    }
}
