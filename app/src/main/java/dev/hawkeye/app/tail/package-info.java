/** {@code hawkeye tail}: prints the records of a topic as JSON lines. */
package dev.hawkeye.app.tail;
