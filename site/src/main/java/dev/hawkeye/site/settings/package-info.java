/**
 * Settings of cameras that change while a site runs: the topics {@code site-settings} and {@code site-status}. Knows the
 * configuration and none of the services.
 */
package dev.hawkeye.site.settings;
