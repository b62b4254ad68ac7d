/**
 * The program: {@link dev.hawkeye.app.Hawkeye} is its main class and registers the commands, which are in the packages
 * below. Commands read options, call other modules and print; they compute nothing themselves.
 */
package dev.hawkeye.app;
