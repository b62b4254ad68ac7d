/** Classes that appear before a camera and leave. Knows all but windows and history. */
package dev.hawkeye.aggregator.events;
