package dev.hawkeye.console.admin;

import java.nio.file.Path;

/**
 * The models that the detectors get. Each method may wait for Kafka, and throws an {@link
 * dev.hawkeye.console.http.ApiException} 503 when that does not answer. Safe for use by many threads.
 */
public interface ModelShelf {
    /** What was published, and who uses what. */
    ModelsNow now();

    /** The largest model that can be published, bytes; does not wait. */
    long mostBytes();

    /**
     * Checks a model and gives it to all detectors.
     *
     * @param file an ONNX model, deleted by the caller afterwards
     * @param name what detections call it
     * @param by who does it, NAME@ADDRESS
     * @return the new revision
     * @throws dev.hawkeye.console.http.ApiException 422 with the reason, when it is no such model
     */
    long publish(Path file, String name, String by);

    /**
     * Returns to the model before.
     *
     * @return the new revision
     * @throws dev.hawkeye.console.http.ApiException 409 if there is none
     */
    long rollback(String by);
}
