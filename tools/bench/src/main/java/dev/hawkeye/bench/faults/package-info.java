/**
 * The fault harness. {@link dev.hawkeye.bench.faults.FaultBench} runs campaigns; a {@code TestSite} is one broker, one
 * registry and the services of a campaign; a {@code Fault} is one way to break it. The packages below are {@code
 * input}, the input of all runs, {@code outcome}, their results, and {@code truth}, the expected results when settings
 * change.
 */
package dev.hawkeye.bench.faults;
