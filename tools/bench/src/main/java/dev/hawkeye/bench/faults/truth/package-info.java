/**
 * What a run should have left in which settings and models changed: {@link dev.hawkeye.bench.faults.truth.ChangesJudge}. Knows input
 * and outcome, and nothing of processes and faults.
 */
package dev.hawkeye.bench.faults.truth;
