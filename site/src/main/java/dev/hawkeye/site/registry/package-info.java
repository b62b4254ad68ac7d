/** The schema registry of a site that has none: a file in the data directory. */
package dev.hawkeye.site.registry;
