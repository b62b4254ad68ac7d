package dev.hawkeye.console.detection;

import dev.hawkeye.console.api.ModelKnowledgeView;
import dev.hawkeye.console.api.TryItView;
import dev.hawkeye.console.figures.Rounded;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.state.KnownModel;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the objects in a picture that a visitor drops on the page, one picture at a time, alongside the pipeline. Loads
 * the model for the first picture and owns it until {@link #close()}. Thread-safe.
 */
public final class TryIt implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TryIt.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Optional<Path> file;
    private volatile DetectionLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private Model model;
    private Lane lane;
    private volatile boolean closed;

    /** @param file the ONNX model; empty when this process has no model */
    public TryIt(Optional<Path> file, DetectionLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** Applies new limits from the next picture on. */
    public void limit(DetectionLimits now) {
        limits = now;
    }

    /** @throws ApiException 422 for a picture that cannot be analyzed, 429 while another one is, 503 without a model */
    public TryItView detect(byte[] jpeg) {
        Path path = file.orElseThrow(TryIt::missing);
        if (!acquired(PATIENCE)) {
            throw new ApiException(429, "another picture is being analyzed: try again in a moment");
        }
        try {
            load(path);
            Outcome outcome = lane.detect(List.of(ByteBuffer.wrap(jpeg))).get(0);
            if (outcome instanceof Outcome.Failed failed) {
                throw new ApiException(422, "this picture cannot be analyzed: " + failed.reason());
            }
            return view((Outcome.Detected) outcome, model.info());
        } finally {
            lock.unlock();
        }
    }

    /** @throws ApiException 503 without a model, or while its file is being read */
    public ModelKnowledgeView model(KnownModel known) {
        if (file.isEmpty()) {
            throw missing();
        }
        if (closed) {
            throw new ApiException(503, "the console is shutting down");
        }
        return known.knowledge()
                .orElseThrow(() -> new ApiException(503, "the model's file is being read: try again in a moment"));
    }

    private static ApiException missing() {
        return new ApiException(
                503, "this console has no model: set detector.model, or use the console of `hawkeye run`");
    }

    private boolean acquired(Duration patience) {
        try {
            return lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void load(Path path) {
        if (closed) {
            throw new ApiException(503, "the console is shutting down");
        }
        if (lane != null) {
            return;
        }
        try {
            model = Model.load(path, 1);
            lane = model.newLane(() -> limits, 1);
        } catch (ModelException e) {
            log.debug("the model cannot be loaded", e);
            throw new ApiException(503, "detector.model of this console cannot be used: see `hawkeye model inspect`");
        }
    }

    private static TryItView view(Outcome.Detected detected, ModelInfo info) {
        List<DetectedObject> objects = detected.objects(info.classNames(), DetectedObject::new);
        return new TryItView(
                detected.width(),
                detected.height(),
                info.name(),
                DetectionViews.objects(objects),
                ObjectSummary.of(objects),
                Rounded.millis(TimeUnit.NANOSECONDS.toMicros(detected.times().decode())),
                Rounded.millis(TimeUnit.NANOSECONDS.toMicros(detected.times().inference())));
    }

    /** Frees the model; waits up to 5 s for a detection in progress, which fails after that. */
    @Override
    public void close() {
        boolean free = acquired(CLOSING);
        if (!free) {
            log.warn("a picture is still being analyzed: its memory is freed when the process exits");
            return;
        }
        try {
            closed = true;
            if (lane != null) {
                lane.close();
            }
            if (model != null) {
                model.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
