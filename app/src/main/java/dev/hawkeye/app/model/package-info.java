/**
 * {@code hawkeye model}: options and output. The work of inspect, evaluate, bench and quantize is in {@code
 * dev.hawkeye.models}, that of publish, active and rollback in {@code dev.hawkeye.detector.delivery}.
 */
package dev.hawkeye.app.model;
