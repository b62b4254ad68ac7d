/** The web page and its HTTP API over the topics: what cameras see now, counts, events, health. Changes nothing anywhere. */
package dev.hawkeye.console;
