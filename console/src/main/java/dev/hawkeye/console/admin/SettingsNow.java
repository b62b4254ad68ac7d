package dev.hawkeye.console.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The current settings, each with the keys that are set, as in hawkeye.yaml.
 *
 * @param revision number of changes; 0 while hawkeye.yaml applies
 * @param by author of the last change; null without one
 * @param at time of the last change, epoch milliseconds; null without one
 * @param cameras the cameras by id
 * @param defaults the defaults of all cameras: camera-defaults
 * @param values the values of the keys that apply to all cameras, by path
 * @param profiles the profiles by name
 * @param profile manually selected profile, which may be none; null while the schedule applies
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
