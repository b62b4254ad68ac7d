/** {@code hawkeye config}: checks the settings, and shows them. */
package dev.hawkeye.app.config;
