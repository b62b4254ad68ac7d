/** The schema registry for a site without its own: a file in the data directory. */
package dev.hawkeye.site.registry;
