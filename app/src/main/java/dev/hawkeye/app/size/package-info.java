/** {@code hawkeye size}: how many cameras this machine can take. */
package dev.hawkeye.app.size;
