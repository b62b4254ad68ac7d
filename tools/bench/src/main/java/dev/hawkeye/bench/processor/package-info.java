/**
 * CPU usage: the time of each thread of this process as reported by Linux, summed by the part of the pipeline that the
 * thread works for. Knows names of threads, and nothing else about the pipeline.
 */
package dev.hawkeye.bench.processor;
