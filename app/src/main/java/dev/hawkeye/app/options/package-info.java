/** Options that several commands share, and the version. Knows the configuration, no command. */
package dev.hawkeye.app.options;
