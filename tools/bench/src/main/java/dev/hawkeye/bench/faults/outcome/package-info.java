/** The records that a run left on its topics, and the comparison of two runs. Knows the input. */
package dev.hawkeye.bench.faults.outcome;
