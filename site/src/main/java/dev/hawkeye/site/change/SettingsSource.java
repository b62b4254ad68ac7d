package dev.hawkeye.site.change;

import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.settings.LiveSettings;

/**
 * The source of this process's settings: the file, {@code site-settings} over its cameras, the environment, options.
 */
public interface SettingsSource {
    /**
     * @param file the content of the file; null to read it now, if there is one
     * @param live laid over the cameras of the file, unless there are none yet
     */
    ConfigReader reader(byte[] file, LiveSettings live);
}
