/**
 * Access to the console: tokens, cookies for browsers that have presented one, and protection against pages of other
 * sites. Knows nothing about what is served.
 */
package dev.hawkeye.console.access;
