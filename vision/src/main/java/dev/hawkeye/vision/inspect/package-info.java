/**
 * What a model file is, read from its graph, even for files that the pipeline would refuse. The entry point is
 * {@link dev.hawkeye.vision.inspect.ModelReport}.
 */
package dev.hawkeye.vision.inspect;
