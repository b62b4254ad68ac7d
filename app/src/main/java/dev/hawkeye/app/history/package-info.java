/**
 * The history of counts over HTTP, also across instances. {@link dev.hawkeye.app.history.HistoryRoute} answers, {@link
 * dev.hawkeye.app.history.SiteHistory} is the same for callers inside the process.
 */
package dev.hawkeye.app.history;
