package dev.hawkeye.vision;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Path;

/** ONNX Runtime as the whole process shares it, and how a session of it is set up. */
final class OrtRuntime {
    private static final OrtEnvironment ENVIRONMENT = create();

    private OrtRuntime() {}

    static OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    /** @param intraOpThreads threads of one run; they sleep while idle, since lanes are what keeps the cores busy */
    static OrtSession open(Path file, int intraOpThreads) throws OrtException {
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(intraOpThreads);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            return ENVIRONMENT.createSession(file.toString(), options);
        }
    }

    /** @return what went wrong, as one line for people */
    static String reason(OrtException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("^Error code - \\w+ - message: ", "").strip();
    }

    /**
     * Without telemetry, as far as a call can say: ONNX Runtime has begun to prepare it by then, and only
     * {@code ORT_DISABLE_TELEMETRY=1} in the environment, which ./hawkeye sets, keeps it from starting at all.
     */
    private static OrtEnvironment create() {
        OrtEnvironment environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "hawkeye");
        try {
            environment.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime's telemetry cannot be switched off", e);
        }
        return environment;
    }
}
