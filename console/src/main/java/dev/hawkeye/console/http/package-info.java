/**
 * Common code of all routes: JSON, errors, parameters, headers, and threads for slow responses. Knows the JSON records,
 * and nothing about what is served.
 */
package dev.hawkeye.console.http;
