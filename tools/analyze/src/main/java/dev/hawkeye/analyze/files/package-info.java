/**
 * The files that an analysis writes as it runs, and the list from which the next analysis cleans up. Knows the results,
 * not the reports.
 */
package dev.hawkeye.analyze.files;
