package dev.hawkeye.models.coco;

import dev.hawkeye.vision.input.LetterboxShape;

/**
 * What Python, ONNX Runtime, and pycocotools say of yolov8n on the same 128 pictures of COCO's val2017.
 *
 * @param map mAP50-95
 * @param map50 mAP50
 */
public record PythonScore(double map, double map50) {
    public static PythonScore of(LetterboxShape shape) {
        return switch (shape) {
            case SQUARE -> new PythonScore(0.4358, 0.6001);
            case RECTANGLE -> new PythonScore(0.4399, 0.6039);
        };
    }
}
