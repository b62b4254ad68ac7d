/** The responses of the HTTP API: records that become JSON unchanged. Times are epoch milliseconds, sizes bytes. */
package dev.hawkeye.console.api;
