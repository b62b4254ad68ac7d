/**
 * The history of counts over HTTP, including other instances. {@link dev.hawkeye.site.history.HistoryRoute} serves
 * requests; {@link dev.hawkeye.site.history.SiteHistory} serves callers inside the process.
 */
package dev.hawkeye.site.history;
