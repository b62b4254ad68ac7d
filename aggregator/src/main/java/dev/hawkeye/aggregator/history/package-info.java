/** Windows of past hours: how they are kept, found and queried. Depends on the settings and the state. */
package dev.hawkeye.aggregator.history;
