/**
 * A site in one process, and what a service needs to run by itself: {@link dev.hawkeye.site.OneProcess} wires all of them.
 * Stands on the packages below it; knows no commands.
 */
package dev.hawkeye.site;
