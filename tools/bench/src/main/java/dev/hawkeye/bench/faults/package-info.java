/**
 * The fault harness. {@link dev.hawkeye.bench.faults.FaultBench} runs campaigns; a {@code TestSite} is one broker, one
 * registry and the services of a campaign; a {@code Fault} is what goes wrong; {@code Observation} reads what comes out;
 * {@code Comparison} says how it differs from an undisturbed run.
 */
package dev.hawkeye.bench.faults;
