package dev.hawkeye.console.admin;

import java.nio.file.Path;

/**
 * The models of the detectors. Each method may wait for Kafka, and throws an {@link
 * dev.hawkeye.console.http.ApiException} 503 when Kafka does not answer. Thread-safe.
 */
public interface ModelShelf {
    /** Returns the published model, and the model of each detector. */
    ModelsNow now();

    /** Returns the maximum size of a model to be published, bytes; does not wait. */
    long mostBytes();

    /**
     * Checks a model and publishes it to all detectors, which try it first.
     *
     * @param file an ONNX model, deleted by the caller afterwards
     * @return the new revision
     * @throws dev.hawkeye.console.http.ApiException 422 with the reason, when the file is not a suitable model
     */
    long publish(Path file, ModelOffer offer);

    /**
     * Rolls back to the previous model; ends a trial in progress.
     *
     * @return the new revision
     * @throws dev.hawkeye.console.http.ApiException 409 if there is no previous model
     */
    long rollback(String by);
}
