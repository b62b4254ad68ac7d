package dev.hawkeye.site.config;

/**
 * One value of the settings, as it may be shown.
 *
 * @param path of its key
 * @param shown without what is secret in it
 * @param origin what set it: a file, a variable, an option, or hawkeye.yaml for a default
 */
public record Setting(String path, String shown, String origin) {}
