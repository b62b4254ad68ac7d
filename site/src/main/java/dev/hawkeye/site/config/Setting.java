package dev.hawkeye.site.config;

/**
 * One setting, safe to show.
 *
 * @param path of its key
 * @param shown its value without secrets
 * @param origin its source: a file, a variable, an option, or hawkeye.yaml for a default
 */
public record Setting(String path, String shown, String origin) {}
