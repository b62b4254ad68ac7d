package dev.hawkeye.detector.meters;

import dev.hawkeye.metrics.Readings;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import dev.hawkeye.vision.inspect.Precision;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;

/** Reports which model is in use, until {@link #close()}. */
public final class ModelMeter implements AutoCloseable {
    private final UsedModel used;
    private final Readings readings;

    /** @param file of the model; its graph is read, but not its weights */
    public ModelMeter(Path file, ModelInfo model, MeterRegistry registry) {
        used = new UsedModel(model.name(), precision(file));
        readings = new Readings(registry);
        readings.set(DetectorMetrics.MODEL_INFO, 1, used.name(), used.precision(), model.sha256());
    }

    /** The model as it is reported. */
    public UsedModel used() {
        return used;
    }

    /** ONNX Runtime accepts the model, so it is usable whatever its graph looks like. */
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
