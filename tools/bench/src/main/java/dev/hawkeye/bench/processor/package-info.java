/**
 * Who uses the processor: the time of each thread of this process as Linux counts it, summed up by the part of the
 * pipeline that the thread works for. Knows names of threads, and nothing else of the pipeline.
 */
package dev.hawkeye.bench.processor;
