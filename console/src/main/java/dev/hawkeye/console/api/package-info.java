/** What the HTTP API answers: records that become JSON as they are. Times are epoch milliseconds, sizes bytes. */
package dev.hawkeye.console.api;
