/** {@code hawkeye config}: checks and prints the settings. */
package dev.hawkeye.app.config;
