/** Classes that appear in front of a camera and leave. Knows all other packages but windows and history. */
package dev.hawkeye.aggregator.events;
