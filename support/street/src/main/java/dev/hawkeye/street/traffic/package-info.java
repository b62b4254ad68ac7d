/**
 * Everything that moves: vehicles, cyclists and people, their look, and their interaction with each other and the
 * signals.
 */
package dev.hawkeye.street.traffic;
