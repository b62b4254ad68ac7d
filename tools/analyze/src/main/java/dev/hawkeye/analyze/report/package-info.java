/**
 * report.html: one file with its pictures and charts, for a browser without a network. Knows the results, but not where
 * they come from.
 */
package dev.hawkeye.analyze.report;
