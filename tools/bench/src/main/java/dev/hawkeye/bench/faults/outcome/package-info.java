/** What a run has left on its topics, and how two of them are compared. Knows the input. */
package dev.hawkeye.bench.faults.outcome;
