/**
 * The history of counts over HTTP, also across instances. {@link dev.hawkeye.site.history.HistoryRoute} answers, {@link
 * dev.hawkeye.site.history.SiteHistory} is the same for callers inside the process.
 */
package dev.hawkeye.site.history;
