package dev.hawkeye.vision;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.model.ModelCheck;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ExternalWeights;
import dev.hawkeye.vision.onnx.ModelClaims;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.onnx.OnnxFile;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;

/**
 * A YOLOv8 detection model as exported to ONNX by Ultralytics, loaded and checked. Owns the ONNX Runtime session until
 * {@link #close()}. Thread-safe; its lanes, which share the weights, do the work.
 */
public final class Model implements AutoCloseable {
    static {
        // Lanes provide the parallelism: OpenCV's own threads would only compete with them.
        setNumThreads(1);
    }

    private final OrtSession session;
    private final ModelInfo info;
    private boolean closed;
    private boolean stuck; // a run of it never ended, so it can never be freed

    private Model(OrtSession session, ModelInfo info) {
        this.session = session;
        this.info = info;
    }

    /**
     * Loads and checks a model: FP32 or INT8 with float input and output, fixed or dynamic shape, any class list.
     *
     * @param intraOpThreads threads per run, at least 1; on a CPU several lanes with one thread each are fastest
     * @throws ModelException when the file cannot be used: what was expected, what was found, what to do
     */
    public static Model load(Path file, int intraOpThreads) {
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException("intra-op-threads must be at least 1, got: " + intraOpThreads);
        }
        String sha256 = ModelDigest.of(file);
        checkBeforeLoading(file);
        OrtSession session = open(file, intraOpThreads);
        try {
            ModelInfo info = ModelCheck.check(file, sha256, session);
            return new Model(session, info);
        } catch (OrtException e) {
            close(session);
            throw new ModelException(file + " cannot be inspected (" + OrtRuntime.reason(e) + "): export it again", e);
        } catch (RuntimeException | Error e) {
            close(session);
            throw e;
        }
    }

    /**
     * Checks only the file, quickly and without loading it: that it is ONNX, that its metadata is that of a YOLOv8
     * detection export, and that all of its weights exist.
     *
     * @throws ModelException when the file cannot be used; only {@link #load} can tell that it can be
     */
    public static void check(Path file) {
        ModelDigest.requireFile(file);
        ModelProto model = OnnxFile.read(file);
        checkBeforeLoading(file, model);
        ModelCheck.checkMetadata(file, model);
    }

    /**
     * Whether a model keeps weights in separate files.
     *
     * @throws ModelException when it is not ONNX
     */
    public static boolean isSplit(Path file) {
        return !ExternalWeights.present(file, OnnxFile.read(file)).isEmpty();
    }

    /**
     * Keeps dangerous files from ONNX Runtime, which opens any file that a model names and allocates whatever it
     * claims.
     */
    private static void checkBeforeLoading(Path file) {
        ModelProto model;
        try {
            model = OnnxFile.read(file);
        } catch (ModelException e) {
            // ONNX Runtime reports why this is not a model.
            return;
        }
        checkBeforeLoading(file, model);
    }

    private static void checkBeforeLoading(Path file, ModelProto model) {
        ExternalWeights.check(file, model);
        ModelClaims.check(file, model);
    }

    /**
     * Runs the model once on a noise picture of its largest input size.
     *
     * @param longest maximum duration of the run
     * @throws ModelException when it fails, takes longer, or outputs NaN or infinity
     */
    public synchronized void tryOut(Duration longest) throws InterruptedException {
        if (closed) {
            throw new IllegalStateException("model " + info.name() + " is closed");
        }
        Trial trial = new Trial(session, info);
        Optional<String> trouble;
        try {
            trouble = trial.within(longest);
        } finally {
            stuck = !trial.hasEnded();
        }
        if (trouble.isPresent()) {
            throw new ModelException(info.name() + " cannot be used: " + trouble.get() + "; try another export");
        }
    }

    /** The properties found on loading; valid after {@link #close()} too. */
    public ModelInfo info() {
        return info;
    }

    /** Creates a lane for one thread, with the detector's {@link LetterboxShape#RECTANGLE}. */
    public Lane newLane(DetectionLimits limits, int maxBatch) {
        return newLane(limits, maxBatch, LetterboxShape.RECTANGLE);
    }

    /** The same with limits that may change: each call of the lane uses the current ones. */
    public Lane newLane(Supplier<DetectionLimits> limits, int maxBatch) {
        return newLane(limits, maxBatch, LetterboxShape.RECTANGLE);
    }

    /**
     * Creates a lane for one thread, which must be closed before this model.
     *
     * @param maxBatch maximum pictures per run, at least 1; ignored if the model's batch is fixed
     * @param shape how pictures are fitted into a model with a dynamic shape
     * @throws IllegalArgumentException when a run of this many pictures would need a buffer of more than 2 GiB
     */
    public Lane newLane(DetectionLimits limits, int maxBatch, LetterboxShape shape) {
        return newLane(() -> limits, maxBatch, shape);
    }

    private synchronized Lane newLane(Supplier<DetectionLimits> limits, int maxBatch, LetterboxShape shape) {
        if (maxBatch < 1) {
            throw new IllegalArgumentException("batch must be at least 1, got: " + maxBatch);
        }
        InputShape largest = new InputShape(info.inputWidth(), info.inputHeight());
        long values = Math.max(largest.values(), (4L + info.classNames().size()) * largest.anchors());
        long most = Integer.MAX_VALUE / (values * Float.BYTES);
        if (maxBatch > most) {
            throw new IllegalArgumentException(
                    "batch must be at most " + most + " with model " + info.name() + ", got: " + maxBatch);
        }
        if (closed) {
            throw new IllegalStateException("model " + info.name() + " is closed");
        }
        return new Lane(session, info, limits, maxBatch, shape);
    }

    /**
     * Frees the session. A second call does nothing.
     *
     * <p>This frees hundreds of small and large blocks, and the C library would keep most of the freed pages: a process
     * that changes its model again and again would grow. So the library is told to return them.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            if (!stuck) {
                close(session);
                boolean unused = Pointer.trimMemory();
            }
        }
    }

    static OrtSession open(Path file, int intraOpThreads) {
        try {
            return OrtRuntime.open(file, intraOpThreads);
        } catch (OrtException e) {
            throw new ModelException(
                    file + " is not a usable ONNX model (" + OrtRuntime.reason(e) + "): give the .onnx file of "
                            + "`yolo export model=… format=onnx`",
                    e);
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not close a session", e);
        }
    }
}
