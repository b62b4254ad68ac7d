/**
 * Who may use the console: tokens, cookies for browsers that have shown one, and what a page of another site may not do. Knows
 * nothing of what is served.
 */
package dev.hawkeye.console.access;
