/**
 * {@code hawkeye analyze}: {@link dev.hawkeye.analyze.Analysis} runs videos through the one-process edition, {@code
 * ResultReader} reads the topics, and {@link dev.hawkeye.analyze.OutputDirectory} writes the results. Built on the
 * packages below it.
 */
package dev.hawkeye.analyze;
