package dev.hawkeye.site.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cameras of a site and their defaults, each as keys and values in YAML's JSON form. Immutable.
 *
 * @param defaults keys of {@code camera-defaults} that differ from hawkeye.yaml's
 * @param values of other keys, by the keys' paths
 * @param profiles keys of each profile, by its name
 * @param byId keys of each camera, including {@code id} and {@code url}
 */
public record CameraTexts(String defaults, String values, String profiles, SortedMap<String, String> byId) {

    public CameraTexts {
        byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
    }
}
