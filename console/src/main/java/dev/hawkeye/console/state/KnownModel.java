package dev.hawkeye.console.state;

import dev.hawkeye.console.api.HealthView.ModelView;
import dev.hawkeye.console.api.ModelKnowledgeView;
import dev.hawkeye.vision.inspect.ModelFacts;
import dev.hawkeye.vision.inspect.Precision;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model of the newest detection, and the precision that its file states, if the file is available. Thread-safe. */
public final class KnownModel {
    private static final Logger log = LoggerFactory.getLogger(KnownModel.class);

    private volatile ModelKnowledgeView file;
    private volatile ModelView newest;

    /** Reads the file, which takes a moment. */
    public void inspect(Path path) {
        try {
            ModelFacts facts = ModelFacts.of(path);
            file = new ModelKnowledgeView(
                    path.getFileName().toString(),
                    ModelDigest.of(path),
                    label(facts.precision()),
                    facts.classNames(),
                    facts.description().orElse(null));
        } catch (ModelException e) {
            log.debug("{} cannot be inspected", path, e);
        }
    }

    /** @return what the file states; empty when there is no file, or it has not been read yet */
    public Optional<ModelKnowledgeView> knowledge() {
        return Optional.ofNullable(file);
    }

    public void seen(String name, String sha256) {
        ModelView known = newest;
        if (known == null || !known.sha256().equals(sha256)) {
            newest = new ModelView(name, sha256, null);
        }
    }

    /** @return null when neither a detection nor the file names a model */
    public ModelView view() {
        ModelKnowledgeView ours = file;
        ModelView seen = newest;
        if (seen == null) {
            return ours == null ? null : new ModelView(ours.name(), ours.sha256(), ours.precision());
        }
        return Optional.ofNullable(ours)
                .filter(same -> same.sha256().equals(seen.sha256()))
                .map(same -> new ModelView(seen.name(), seen.sha256(), same.precision()))
                .orElse(seen);
    }

    private static String label(Precision precision) {
        return switch (precision) {
            case INT8_QDQ, INT8_QOPERATOR -> "INT8";
            default -> precision.toString();
        };
    }
}
