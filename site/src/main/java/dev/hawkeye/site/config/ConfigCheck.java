package dev.hawkeye.site.config;

import java.util.function.BiConsumer;

/**
 * Checks settings beyond their syntax: whether they agree, whether the files that they name exist. Its findings are
 * reported together with all other errors.
 */
@FunctionalInterface
public interface ConfigCheck {
    /**
     * @param config the settings, with defaults in place of invalid values
     * @param problems takes the path of a key and the problem, such as "must be …, got: …", which follows the path in
     *     the message
     */
    void check(HawkeyeConfig config, BiConsumer<String, String> problems);
}
