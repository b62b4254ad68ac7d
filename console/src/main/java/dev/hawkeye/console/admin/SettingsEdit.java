package dev.hawkeye.console.admin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * @param key camera/ID, camera-defaults, values, profiles, or profile for the one that is in use by hand
 * @param value its keys, as in hawkeye.yaml, for profile the key use; null to remove it
 */
public record SettingsEdit(String key, JsonNode value) {}
