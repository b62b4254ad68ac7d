/**
 * Camera settings that change at run time: the topics {@code site-settings} and {@code site-status}. Depends on the
 * configuration, not on the services.
 */
package dev.hawkeye.site.settings;
