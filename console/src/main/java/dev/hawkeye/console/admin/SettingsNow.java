package dev.hawkeye.console.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The settings that apply, each as the keys that are set, as in hawkeye.yaml.
 *
 * @param revision counts the changes; 0 while hawkeye.yaml applies
 * @param by who made the last change; null without one
 * @param at when, epoch milliseconds; null without one
 * @param cameras by id
 * @param defaults of all cameras: camera-defaults
 * @param values of keys that hold for all cameras, by their paths
 * @param profiles by name
 * @param profile in use by hand, none among them; null while time decides
 */
public record SettingsNow(
        long revision,
        String by,
        Long at,
        Map<String, JsonNode> cameras,
        JsonNode defaults,
        JsonNode values,
        JsonNode profiles,
        String profile) {}
