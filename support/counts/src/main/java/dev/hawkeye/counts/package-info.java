/**
 * What was counted in a window of a camera, and the history of such windows: one record and one interface for all who keep, ask
 * for and show them, and the client that asks over HTTP. Knows neither topics nor services.
 */
package dev.hawkeye.counts;
