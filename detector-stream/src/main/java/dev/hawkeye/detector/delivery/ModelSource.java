package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.PublishedModel;
import java.io.IOException;
import java.nio.file.Path;

/** Where a detector gets published models from, and where it notes which one it uses. */
interface ModelSource {
    /**
     * The file of a model, which is fetched unless it is there.
     *
     * @throws dev.hawkeye.vision.onnx.ModelException when it cannot be had, or is not what was published
     * @throws IOException when it cannot be kept
     */
    Path file(PublishedModel model) throws IOException;

    /** The model in use is this one, also after a restart. */
    void used(PublishedModel model) throws IOException;

    /** The model in use is that of the settings, also after a restart. */
    void usedNone() throws IOException;

    /**
     * Forgets all other models.
     *
     * @param inUse digest of the model in use
     */
    void keepOnly(ActiveModel active, String inUse) throws IOException;
}
