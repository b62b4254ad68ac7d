/** {@code hawkeye bench alarms}: where the time between a picture and its alarm goes. */
package dev.hawkeye.bench.alarms;
