/**
 * What a model file is, read from its graph, also for files that the pipeline would refuse. Starts at
 * {@link dev.hawkeye.vision.inspect.ModelReport}.
 */
package dev.hawkeye.vision.inspect;
