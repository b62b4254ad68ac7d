/**
 * What every command of a terminal program needs: tables and progress, logs, signals, temporary files, and messages for
 * exceptions. Knows no command.
 */
package dev.hawkeye.commandline;
