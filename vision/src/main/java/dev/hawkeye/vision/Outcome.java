package dev.hawkeye.vision;

import dev.hawkeye.vision.detection.Box;
import java.util.List;

/** The outcome of analyzing one picture. */
public sealed interface Outcome {
    /**
     * The picture was analyzed.
     *
     * @param width of the full picture in pixels
     * @param height of the full picture in pixels
     * @param boxes by descending confidence, possibly none
     * @param times time of each step
     * @param batchSize number of pictures that shared the model run
     */
    record Detected(int width, int height, List<Box> boxes, StepNanos times, int batchSize) implements Outcome {
        public Detected {
            boxes = List.copyOf(boxes);
        }

        /**
         * The boxes as objects of another type, in the same order.
         *
         * @param classNames by class id
         */
        public <T> List<T> objects(List<String> classNames, Box.ObjectFactory<T> factory) {
            return boxes.stream().map(box -> box.to(classNames, factory)).toList();
        }
    }

    /**
     * The picture could not be analyzed.
     *
     * @param reason one clause for people, such as {@code JPEG is truncated}
     */
    record Failed(String reason) implements Outcome {}
}
