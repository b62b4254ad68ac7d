/**
 * The static scene: the plan of the street, its buildings, trees, lamps and signals, and the interface of everything
 * that is drawn. Knows nothing about moving objects.
 */
package dev.hawkeye.street.scene;
