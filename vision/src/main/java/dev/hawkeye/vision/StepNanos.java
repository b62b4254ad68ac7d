package dev.hawkeye.vision;

/**
 * Where the time of one picture went, in nanoseconds.
 *
 * @param decode JPEG to pixels
 * @param letterbox pixels to the model's input: resize, pad, normalise
 * @param inference the model run that the picture was part of, whole
 * @param nms the model's output to boxes: threshold, non-maximum suppression, scaling back
 */
public record StepNanos(long decode, long letterbox, long inference, long nms) {}
