/**
 * What settings and messages are made of: {@link dev.hawkeye.settings.Check} and the exception that it throws, what people
 * write for sizes, times and paths, errors that the user can fix, and {@link dev.hawkeye.settings.Redaction} of what may not
 * be shown. Knows nothing of Hawkeye but its texts, and uses the JDK alone.
 */
package dev.hawkeye.settings;
