/**
 * {@code hawkeye bench}: the commands, and the benchmarks of pipeline and overload. This module is in no image. It
 * depends on all others, and nothing depends on it.
 */
package dev.hawkeye.bench;
