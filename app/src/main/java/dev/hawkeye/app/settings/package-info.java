/** {@code hawkeye settings}: shows and changes the settings of a running site's cameras, and their history. */
package dev.hawkeye.app.settings;
