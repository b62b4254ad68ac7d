/**
 * report.html: one file with its pictures and charts, for a browser without a network. Knows results, nothing of how they
 * were found.
 */
package dev.hawkeye.analyze.report;
