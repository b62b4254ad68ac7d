/** Options that several commands share, and the version. Knows the configuration, but no command. */
package dev.hawkeye.app.options;
