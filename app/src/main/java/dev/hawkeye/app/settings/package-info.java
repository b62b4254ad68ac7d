/** {@code hawkeye settings}: what the settings of a running site's cameras are and were, and how they change. */
package dev.hawkeye.app.settings;
