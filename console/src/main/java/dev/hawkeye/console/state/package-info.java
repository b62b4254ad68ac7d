/**
 * What the console knows about its site, in bounded memory: cameras, objects, events, recent counts, step times, bytes, the
 * model. Filled from the topics and read by the routes; it knows neither.
 */
package dev.hawkeye.console.state;
