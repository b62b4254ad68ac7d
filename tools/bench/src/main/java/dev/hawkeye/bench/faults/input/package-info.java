/** What all runs of the fault harness are fed with, and what is to be seen in it. Knows no run. */
package dev.hawkeye.bench.faults.input;
