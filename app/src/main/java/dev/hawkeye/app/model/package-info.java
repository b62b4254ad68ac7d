/**
 * {@code hawkeye model}: options and output of inspect, evaluate, bench and quantize. The work is done in
 * {@code dev.hawkeye.models}.
 */
package dev.hawkeye.app.model;
