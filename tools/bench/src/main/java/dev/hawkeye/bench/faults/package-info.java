/**
 * The fault harness. {@link dev.hawkeye.bench.faults.FaultBench} runs campaigns; a {@code TestSite} is one broker, one
 * registry and the services of a campaign; a {@code Fault} is what goes wrong. Below it are {@code input}, which is what all runs
 * are fed with, {@code outcome}, which is what they leave, and {@code truth}, which is what they should leave when settings change.
 */
package dev.hawkeye.bench.faults;
