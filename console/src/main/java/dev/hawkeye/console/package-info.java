/**
 * The web console: its page and HTTP API over the topics. Here are what others hand it (its settings, the pipeline it shows) and
 * {@link dev.hawkeye.console.ConsoleService}, which wires the packages below. It reads only, and knows no other service.
 */
package dev.hawkeye.console;
