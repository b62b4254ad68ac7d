/**
 * Everything that moves: vehicles, cyclists and people, how they look, and how they get along with each other and
 * the signals.
 */
package dev.hawkeye.street.traffic;
