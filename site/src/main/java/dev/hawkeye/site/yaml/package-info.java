/** YAML as settings are written in it, and what is wrong with it. Knows nothing of which settings there are. */
package dev.hawkeye.site.yaml;
