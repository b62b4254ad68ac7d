/** The YAML of the settings, and its errors. Independent of the individual settings. */
package dev.hawkeye.site.yaml;
