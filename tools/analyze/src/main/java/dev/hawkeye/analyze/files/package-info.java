/**
 * The files that an analysis writes as it runs, and the list of them by which the next one cleans up. Knows results, not
 * their reports.
 */
package dev.hawkeye.analyze.files;
