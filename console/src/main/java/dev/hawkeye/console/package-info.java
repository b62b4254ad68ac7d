/**
 * The web console: its page and HTTP API on top of the topics. This package holds what the console is given (its
 * settings, the pipeline it shows) and {@link dev.hawkeye.console.ConsoleService}, which wires the packages below. It
 * only reads, and knows no other service.
 */
package dev.hawkeye.console;
