package dev.hawkeye.vision;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A YOLOv8 detection model as Ultralytics exports it to ONNX, loaded and checked. Owns the ONNX Runtime session until
 * {@link #close()}. Thread-safe; the work is done by its lanes, which share the weights.
 */
public final class Model implements AutoCloseable {
    static {
        // The lanes are the parallelism: OpenCV's own threads would only compete with them.
        setNumThreads(1);
    }

    private final OrtSession session;
    private final ModelInfo info;
    private boolean closed;

    private Model(OrtSession session, ModelInfo info) {
        this.session = session;
        this.info = info;
    }

    /**
     * Loads and checks a model: FP32 or INT8 with float input and output, fixed or dynamic shape, any class list.
     *
     * @param intraOpThreads threads of one run, at least 1; on a CPU several lanes of 1 are the fastest
     * @throws ModelException when the file cannot be used: what was expected, what was found, what to do
     */
    public static Model load(Path file, int intraOpThreads) {
        if (intraOpThreads < 1) {
            throw new IllegalArgumentException("intra-op-threads must be at least 1, got: " + intraOpThreads);
        }
        String sha256 = sha256(file);
        OrtSession session = open(file, intraOpThreads);
        try {
            ModelInfo info = ModelCheck.check(file, sha256, session);
            return new Model(session, info);
        } catch (OrtException e) {
            close(session);
            throw new ModelException(file + " cannot be inspected (" + OrtRuntime.reason(e) + "): export it again", e);
        } catch (RuntimeException e) {
            close(session);
            throw e;
        }
    }

    public ModelInfo info() {
        return info;
    }

    /**
     * A lane for one thread; to be closed before this model.
     *
     * @param maxBatch most pictures in one run, at least 1; without effect when the model's batch is fixed
     * @throws IllegalArgumentException when a run of so many pictures would need a buffer of more than 2 GiB
     */
    public synchronized Lane newLane(DetectionLimits limits, int maxBatch) {
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
        return new Lane(session, info, limits, maxBatch);
    }

    /** Frees the session. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            close(session);
        }
    }

    private static OrtSession open(Path file, int intraOpThreads) {
        try {
            return OrtRuntime.open(file, intraOpThreads);
        } catch (OrtException e) {
            throw new ModelException(
                    file + " is not a usable ONNX model (" + OrtRuntime.reason(e) + "): give the .onnx file of "
                            + "`yolo export model=… format=onnx`",
                    e);
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not close a session", e);
        }
    }

    private static String sha256(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file + (Files.exists(file) ? " is not a file" : " does not exist")
                    + ": give the path of a YOLOv8 detection model in ONNX format");
        }
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            if (digest.transferTo(OutputStream.nullOutputStream()) == 0) {
                throw new ModelException(file + " is empty: copy or export the model again");
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new ModelException(file + " cannot be read (" + e + "): check its permissions", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
