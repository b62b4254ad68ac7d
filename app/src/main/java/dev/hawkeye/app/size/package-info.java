/** How many cameras fit on this machine. */
package dev.hawkeye.app.size;
