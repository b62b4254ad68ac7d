/** {@code hawkeye bench alarms}: breaks down the time between a picture and its alarm. */
package dev.hawkeye.bench.alarms;
