/**
 * Who may use the console: tokens, cookies for browsers that have presented one, and what a page of another site must
 * not do. Knows nothing about what is served.
 */
package dev.hawkeye.console.access;
