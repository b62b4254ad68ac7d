/**
 * The results of an analysis: counts by window, events, totals and the summary. Knows the records of the topics, but no
 * files.
 */
package dev.hawkeye.analyze.result;
