/**
 * The counts of a camera in a window, and the history of such windows: one record and one interface for everything that
 * keeps, queries or shows them, and the HTTP client for it. Knows neither topics nor services.
 */
package dev.hawkeye.counts;
