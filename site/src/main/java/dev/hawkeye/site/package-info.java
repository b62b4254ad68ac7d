/**
 * A site in one process, and what a service needs to run alone: {@link dev.hawkeye.site.OneProcess} wires all services.
 * Builds on the packages below; does not depend on commands.
 */
package dev.hawkeye.site;
