package dev.hawkeye.console.api;

import java.util.List;

/**
 * The model that runs on pictures from visitors.
 *
 * @param name file name
 * @param precision INT8, FP32 or another
 * @param classes its classes, in its own order; empty when the file does not list them
 * @param description the description from the file; null when it has none
 */
public record ModelKnowledgeView(
        String name, String sha256, String precision, List<String> classes, String description) {}
