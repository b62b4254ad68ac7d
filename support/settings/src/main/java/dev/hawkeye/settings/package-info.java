/**
 * The building blocks of settings and messages: {@link dev.hawkeye.settings.Check} and the exception that it throws,
 * the notation for sizes, times and paths, errors that the user can fix, and {@link dev.hawkeye.settings.Redaction} of
 * what must not be shown. Knows nothing about Hawkeye but its texts, and uses only the JDK.
 */
package dev.hawkeye.settings;
