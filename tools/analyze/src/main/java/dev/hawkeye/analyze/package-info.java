/**
 * {@code hawkeye analyze}: {@link dev.hawkeye.analyze.Analysis} runs videos through the one-process edition,
 * {@code ResultReader} reads the topics, and {@link dev.hawkeye.analyze.OutputDirectory} writes what was found. Stands on the
 * packages below it.
 */
package dev.hawkeye.analyze;
