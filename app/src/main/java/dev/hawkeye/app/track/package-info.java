/** {@code hawkeye track}: options and output. The work is done in {@code dev.hawkeye.tracking}. */
package dev.hawkeye.app.track;
