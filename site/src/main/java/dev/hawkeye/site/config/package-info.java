/**
 * hawkeye.yaml: read, laid over with environment and options, bound to records and checked, with every error reported at
 * once. {@link dev.hawkeye.site.config.ConfigReader} is the way in. Knows the settings of the services, starts nothing.
 */
package dev.hawkeye.site.config;
