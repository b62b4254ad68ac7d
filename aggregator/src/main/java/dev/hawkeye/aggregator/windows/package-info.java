/** Open windows, per camera, until they close. Knows settings, state, input and meters. */
package dev.hawkeye.aggregator.windows;
