package dev.hawkeye.console.admin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * @param key camera/ID, camera-defaults, values, profiles, or profile for the manually selected one
 * @param value its keys, as in hawkeye.yaml; the key use for profile; null to remove it
 */
public record SettingsEdit(String key, JsonNode value) {}
