/** How the site fares: the lag of detector and aggregator, and the report that the health view shows. Knows the state. */
package dev.hawkeye.console.health;
