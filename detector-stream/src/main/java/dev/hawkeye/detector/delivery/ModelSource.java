package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.PublishedModel;
import java.io.IOException;
import java.nio.file.Path;

/** Provides published models to a detector, and records which one it uses. */
interface ModelSource {
    /**
     * The file of a model; fetches it if needed.
     *
     * @throws dev.hawkeye.vision.onnx.ModelException when it cannot be fetched, or differs from what was published
     * @throws IOException when it cannot be stored
     */
    Path file(PublishedModel model) throws IOException;

    /** Records that this model is in use, also for after a restart. */
    void used(PublishedModel model) throws IOException;

    /** Records that the configured model is in use, also for after a restart. */
    void usedNone() throws IOException;

    /**
     * Deletes all other models.
     *
     * @param inUse digest of the model in use
     */
    void keepOnly(ActiveModel active, String inUse) throws IOException;
}
