/** {@code hawkeye size}: how many cameras this machine can handle. */
package dev.hawkeye.app.size;
