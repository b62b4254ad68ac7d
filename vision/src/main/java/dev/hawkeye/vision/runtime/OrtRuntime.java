package dev.hawkeye.vision.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Path;

/** ONNX Runtime, shared by the whole process, and the configuration of its sessions. Thread-safe. */
public final class OrtRuntime {
    private static final OrtEnvironment ENVIRONMENT = create();

    private OrtRuntime() {}

    /** The only environment of the process; never closed. */
    public static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    /** @param intraOpThreads threads of one run; they sleep while idle, since lanes keep the cores busy */
    public static OrtSession open(Path file, int intraOpThreads) throws OrtException {
        try (SessionOptions options = options(intraOpThreads)) {
            return ENVIRONMENT.createSession(file.toString(), options);
        }
    }

    /**
     * Opens a session of a model in memory, with one thread per run; the caller closes it.
     *
     * @throws OrtException when it is not a valid ONNX model
     */
    public static OrtSession open(byte[] model) throws OrtException {
        try (SessionOptions options = options(1)) {
            return ENVIRONMENT.createSession(model, options);
        }
    }

    /**
     * Opens a session of a model in memory without graph optimizations, with one thread per run; the caller closes it.
     *
     * @throws OrtException when it is not a valid ONNX model
     */
    public static OrtSession openAsWritten(byte[] model) throws OrtException {
        try (SessionOptions options = options(1)) {
            options.setOptimizationLevel(OptLevel.NO_OPT);
            // A failure is a result, which the exception reports.
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return ENVIRONMENT.createSession(model, options);
        }
    }

    /**
     * Writes a model as simplified by ONNX Runtime, with standard operators only: constants folded, batch normalization
     * and scaling merged into convolutions.
     *
     * @throws OrtException when it cannot be read or written
     */
    public static void simplify(Path file, Path simplified) throws OrtException {
        try (SessionOptions options = options(1)) {
            options.setOptimizationLevel(OptLevel.BASIC_OPT);
            options.setOptimizedModelFilePath(simplified.toString());
            ENVIRONMENT.createSession(file.toString(), options).close();
        }
    }

    private static SessionOptions options(int intraOpThreads) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(intraOpThreads);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.setOptimizationLevel(OptLevel.ALL_OPT);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        return options;
    }

    /** @return the error, as one line for display */
    public static String reason(OrtException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("^Error code - \\w+ - message: ", "").strip();
    }

    /**
     * Disables telemetry as far as a call can: by then, ONNX Runtime has started to prepare it, and only
     * {@code ORT_DISABLE_TELEMETRY=1} in the environment, which ./hawkeye sets, prevents that completely.
     */
    private static OrtEnvironment create() {
        OrtLibraries.unpack();
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "hawkeye");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry cannot be disabled", e);
        }
        return environment;
    }
}
