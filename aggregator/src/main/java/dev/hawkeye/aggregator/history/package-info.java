/** Windows of hours ago: how they are kept, found and queried. Knows the settings and the state. */
package dev.hawkeye.aggregator.history;
