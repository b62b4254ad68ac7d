/**
 * The web console: its page and HTTP API on top of the topics. This package holds the console's inputs (its settings,
 * the pipeline it shows) and {@link dev.hawkeye.console.ConsoleService}, which wires the packages below. It is
 * read-only, and knows no other service.
 */
package dev.hawkeye.console;
