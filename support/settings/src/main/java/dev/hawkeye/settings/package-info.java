/**
 * The building blocks of settings and messages: {@link dev.hawkeye.settings.Check} and the exception that it throws,
 * the notation for sizes, times and paths, errors that the user can fix, and {@link dev.hawkeye.settings.Redaction} of
 * secrets. Uses only the JDK, and knows only Hawkeye's texts.
 */
package dev.hawkeye.settings;
