/**
 * What every route of the console stands on: JSON, errors, parameters, headers, and threads for answers that take time. Knows
 * the JSON records and nothing of what is served.
 */
package dev.hawkeye.console.http;
