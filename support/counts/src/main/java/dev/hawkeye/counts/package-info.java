/**
 * What was counted in a window of a camera, and the history of such windows: one record and one interface for
 * everything that keeps, queries or shows them, and the HTTP client for it. Knows neither topics nor services.
 */
package dev.hawkeye.counts;
