package dev.hawkeye.vision.model;

import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.input.Letterbox;
import dev.hawkeye.vision.input.LetterboxShape;
import java.util.List;

/**
 * The properties of a model.
 *
 * @param name file name, without its folder
 * @param sha256 digest of the file, 64 lower-case hexadecimal digits
 * @param classNames name of each class, by class id
 * @param stride the coarsest stride of the network in pixels; input sides are multiples of it
 * @param inputWidth width of the input in pixels; for a dynamic shape, of the square that its rectangles fit into
 * @param inputHeight height in pixels, like {@code inputWidth}
 * @param dynamicShape whether the input takes any height and width that are multiples of the stride
 * @param fixedBatch number of pictures that each run must have, 0 for any
 */
public record ModelInfo(
        String name,
        String sha256,
        List<String> classNames,
        int stride,
        int inputWidth,
        int inputHeight,
        boolean dynamicShape,
        int fixedBatch) {
    public ModelInfo {
        classNames = List.copyOf(classNames);
    }

    /**
     * The input into which a picture is letterboxed: for a dynamic shape the smallest rectangle of whole strides,
     * otherwise the model's own.
     *
     * @param pictureWidth pixels
     * @param pictureHeight pixels
     */
    public InputShape inputShape(int pictureWidth, int pictureHeight) {
        return letterbox(pictureWidth, pictureHeight, LetterboxShape.RECTANGLE).input();
    }

    /**
     * How a picture is fitted into the input.
     *
     * @param pictureWidth pixels
     * @param pictureHeight pixels
     * @param shape matters only for a dynamic shape
     */
    public Letterbox letterbox(int pictureWidth, int pictureHeight, LetterboxShape shape) {
        return dynamicShape && shape == LetterboxShape.RECTANGLE
                ? Letterbox.rectangle(pictureWidth, pictureHeight, inputWidth, stride)
                : Letterbox.fixed(pictureWidth, pictureHeight, new InputShape(inputWidth, inputHeight));
    }
}
