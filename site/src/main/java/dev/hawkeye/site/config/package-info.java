/**
 * hawkeye.yaml: read, overlaid with environment and options, bound to records and checked, with all errors reported at
 * once. {@link dev.hawkeye.site.config.ConfigReader} is the entry point. Depends on the settings of the services;
 * starts nothing.
 */
package dev.hawkeye.site.config;
