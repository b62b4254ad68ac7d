package dev.hawkeye.vision;

/**
 * The time of each step for one picture, in nanoseconds.
 *
 * @param decode JPEG to pixels
 * @param letterbox pixels to the model's input: resize, pad, normalize
 * @param inference the whole model run that the picture was part of
 * @param nms the model's output to boxes: threshold, non-maximum suppression, scaling back
 */
public record StepNanos(long decode, long letterbox, long inference, long nms) {}
