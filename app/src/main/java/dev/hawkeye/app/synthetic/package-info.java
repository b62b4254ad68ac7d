/** {@code hawkeye synthetic}: videos of the street with their ground truth, in several formats. */
package dev.hawkeye.app.synthetic;
