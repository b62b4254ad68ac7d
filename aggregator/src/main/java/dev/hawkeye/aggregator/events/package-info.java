/** Classes that appear in front of a camera and leave. Depends on all other packages except windows and history. */
package dev.hawkeye.aggregator.events;
