/**
 * The HTTP routes of the console: the files of the page and one class for each part of the API. Knows every package but
 * the service.
 */
package dev.hawkeye.console.routes;
