/**
 * What an analysis found: counts by window, events, totals and the summary. Knows the records of the topics, no files.
 */
package dev.hawkeye.analyze.result;
