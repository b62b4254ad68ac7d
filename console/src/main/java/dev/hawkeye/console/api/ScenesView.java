package dev.hawkeye.console.api;

import java.util.Map;

/**
 * What is drawn over the pictures, as configured.
 *
 * @param others of cameras that are not among {@code cameras}
 * @param cameras by camera id, those with something of their own
 */
public record ScenesView(SceneView others, Map<String, SceneView> cameras) {}
