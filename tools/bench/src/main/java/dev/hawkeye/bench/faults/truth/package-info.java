/**
 * The expected outcome of a run with changing settings and models: {@link dev.hawkeye.bench.faults.truth.ChangesJudge}.
 * Knows input and outcome, but not processes and faults.
 */
package dev.hawkeye.bench.faults.truth;
