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
     * Checks a model and gives it to all detectors, which try it first.
     *
     * @param file an ONNX model, deleted by the caller afterwards
     * @return the new revision
     * @throws dev.hawkeye.console.http.ApiException 422 with the reason, when it is no such model
     */
    long publish(Path file, ModelOffer offer);

    /**
     * Returns to the model before; while one is tried, ends that.
     *
     * @return the new revision
     * @throws dev.hawkeye.console.http.ApiException 409 if there is none
     */
    long rollback(String by);
}
