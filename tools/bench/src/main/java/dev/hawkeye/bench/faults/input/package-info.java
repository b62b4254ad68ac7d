/** The input of all runs of the fault harness, and what it shows. Knows no run. */
package dev.hawkeye.bench.faults.input;
