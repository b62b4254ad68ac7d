/**
 * The place and what stands in it: the plan of the street, its buildings, trees, lamps and signals, and the
 * contract of everything that is drawn. Knows nothing of what moves.
 */
package dev.hawkeye.street.scene;
