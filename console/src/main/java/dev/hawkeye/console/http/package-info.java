/**
 * What every route of the console relies on: JSON, errors, parameters, headers, and threads for slow answers. Knows the
 * JSON records, and nothing about what is served.
 */
package dev.hawkeye.console.http;
