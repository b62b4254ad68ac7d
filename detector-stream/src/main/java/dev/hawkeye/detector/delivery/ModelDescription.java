package dev.hawkeye.detector.delivery;

import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.vision.onnx.ModelException;
import java.net.URI;

/** The limits for published models. Input from a topic is not trusted until it has been checked. */
final class ModelDescription {
    static final int PART_BYTES = 512 << 10;
    static final long MAX_BYTES = 512L << 20;

    private ModelDescription() {}

    static int parts(long size) {
        return Math.toIntExact((size + PART_BYTES - 1) / PART_BYTES);
    }

    /** @throws ModelException when it cannot describe a model */
    static void check(PublishedModel model) {
        if (!model.getSha256().matches("[0-9a-f]{64}")) {
            throw new ModelException("the digest on the topic is not a SHA-256: publish the model again");
        }
        checkName(model.getName());
        if (model.getAddress() != null) {
            URI unused = ModelDownload.checkAddress(model.getAddress());
            return;
        }
        if (model.getSize() < 1 || model.getSize() > MAX_BYTES) {
            throw new ModelException(model.getName() + " has " + model.getSize() + " bytes, which must be 1 to "
                    + MAX_BYTES + ": publish a smaller model");
        }
        if (model.getParts() != parts(model.getSize())) {
            throw new ModelException(model.getName() + " of " + model.getSize() + " bytes has " + model.getParts()
                    + " parts on the topic instead of " + parts(model.getSize()) + ": publish it again");
        }
    }

    /** The name becomes a file name. */
    static void checkName(String name) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}")) {
            throw new ModelException("the name of a model must be up to 100 letters, digits, '.', '_', '+' and '-', and"
                    + " start with a letter or digit, got: '" + name.replaceAll("\\p{Cntrl}", "?") + "'");
        }
    }
}
