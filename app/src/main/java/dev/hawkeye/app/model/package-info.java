/**
 * {@code hawkeye model}: options and output of inspect, evaluate, bench and quantize, whose work is done in
 * {@code dev.hawkeye.models}; and of publish, active and rollback, which is done in {@code dev.hawkeye.detector.delivery}.
 */
package dev.hawkeye.app.model;
