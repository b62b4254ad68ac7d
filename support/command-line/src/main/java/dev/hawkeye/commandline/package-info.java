/**
 * What any command of a terminal program needs: tables and progress, logs, signals, temporary files, and what an exception
 * means to the user. Knows no command.
 */
package dev.hawkeye.commandline;
