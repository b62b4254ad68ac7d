package dev.hawkeye.site.config;

import java.util.function.BiConsumer;

/**
 * A look at more than the form of the settings: whether they go together, whether the files are there that they name. What it
 * finds is told together with all else that is wrong.
 */
@FunctionalInterface
public interface Look {
    /**
     * @param config what could be read; where something else is wrong, with a default instead
     * @param problems takes the path of a key, and what is wrong with it: "must be …, got: …", to be read behind the path
     */
    void at(HawkeyeConfig config, BiConsumer<String, String> problems);
}
