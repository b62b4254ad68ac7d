package dev.hawkeye.site.config;

import java.util.function.BiConsumer;

/**
 * Checks more than the form of the settings: whether they agree, whether the files that they name exist. What it finds is
 * reported together with every other error.
 */
@FunctionalInterface
public interface ConfigCheck {
    /**
     * @param config what could be read, with defaults in place of values that are wrong
     * @param problems takes the path of a key, and what is wrong with it: "must be …, got: …", which follows the path
     */
    void check(HawkeyeConfig config, BiConsumer<String, String> problems);
}
