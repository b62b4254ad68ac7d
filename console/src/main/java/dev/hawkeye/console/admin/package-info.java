/**
 * The parts of a site that can be changed over HTTP, as interfaces that the site implements, and their records. Knows
 * no service and no HTTP routes.
 */
package dev.hawkeye.console.admin;
