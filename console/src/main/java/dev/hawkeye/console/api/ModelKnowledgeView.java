package dev.hawkeye.console.api;

import java.util.List;

/**
 * The model that pictures are shown to.
 *
 * @param name file name
 * @param precision INT8, FP32 or another
 * @param classes what it knows, in its own order; empty when the file does not tell
 * @param description what its file says of itself; null when it says nothing
 */
public record ModelKnowledgeView(
        String name, String sha256, String precision, List<String> classes, String description) {}
