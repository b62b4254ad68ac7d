package dev.hawkeye.console.admin;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * @param key camera/ID or camera-defaults
 * @param value its keys, as in hawkeye.yaml; null to remove it
 */
public record SettingsEdit(String key, JsonNode value) {}
