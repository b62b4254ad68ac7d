/**
 * A model's input: its shape, how a picture is fitted into it, and how the pixels are written. Independent of model
 * files.
 */
package dev.hawkeye.vision.input;
