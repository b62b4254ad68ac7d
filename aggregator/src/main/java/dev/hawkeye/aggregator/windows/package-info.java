/** Open windows, per camera, until they close. Depends on settings, state, input and meters. */
package dev.hawkeye.aggregator.windows;
