/**
 * What the console knows of its site, in bounded memory: cameras, events, recent counts, step times, bytes, the model. Filled
 * from the topics and read by the routes, neither of which it knows.
 */
package dev.hawkeye.console.state;
