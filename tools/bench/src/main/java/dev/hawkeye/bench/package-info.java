/**
 * {@code hawkeye bench}: the commands, and the benchmarks of pipeline and overload. This module is in no image: it knows all
 * others, and nothing knows it.
 */
package dev.hawkeye.bench;
