/**
 * The console's knowledge of its site, in bounded memory: cameras, objects, events, recent counts, step times, bytes,
 * the model. The intake fills it from the topics and the routes read it; it knows neither.
 */
package dev.hawkeye.console.state;
