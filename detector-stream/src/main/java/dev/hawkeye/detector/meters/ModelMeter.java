package dev.hawkeye.detector.meters;

import dev.hawkeye.metrics.Readings;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import dev.hawkeye.vision.inspect.Precision;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;

/** Reports which model is in use, until {@link #close()}. Thread-safe. */
public final class ModelMeter implements AutoCloseable {
    private final Readings readings;
    private volatile UsedModel used;
    private String sha256; // guarded by this

    /** @param file of the model; only its graph is read, not its weights */
    public ModelMeter(Path file, ModelInfo model, MeterRegistry registry) {
        readings = new Readings(registry);
        change(file, model);
    }

    /** Another model is in use from now on, see the constructor. */
    public void change(Path file, ModelInfo model) {
        UsedModel next = new UsedModel(model.name(), precision(file));
        synchronized (this) {
            if (used != null) {
                readings.remove(DetectorMetrics.MODEL_INFO, used.name(), used.precision(), sha256);
            }
            used = next;
            sha256 = model.sha256();
            readings.set(DetectorMetrics.MODEL_INFO, 1, used.name(), used.precision(), sha256);
        }
    }

    /** The model as it is reported. */
    public UsedModel used() {
        return used;
    }

    /** ONNX Runtime accepts the model, so an unreadable graph is not an error. */
    private static String precision(Path file) {
        try {
            return Precision.of(file).toString();
        } catch (ModelException e) {
            return "unknown";
        }
    }

    @Override
    public void close() {
        readings.close();
    }
}
