package dev.hawkeye.console.api;

import java.util.Map;

/**
 * The overlays on the pictures, as configured.
 *
 * @param others overlay of cameras that are not among {@code cameras}
 * @param cameras overlays by camera id, for cameras with an overlay of their own
 */
public record ScenesView(SceneView others, Map<String, SceneView> cameras) {}
