/** Windows of hours ago: how they are kept, found and asked for. Knows the settings and the state. */
package dev.hawkeye.aggregator.history;
