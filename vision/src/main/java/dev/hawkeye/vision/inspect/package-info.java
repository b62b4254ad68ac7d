/**
 * What a model file is, told from its graph: also for files that the pipeline would refuse. Begins at
 * {@link dev.hawkeye.vision.inspect.ModelReport}.
 */
package dev.hawkeye.vision.inspect;
