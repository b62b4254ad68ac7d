package dev.hawkeye.models.quantize.gate;

import java.nio.file.Path;

/** Decides whether a quantized model is good enough, by comparing it with its FP32 original. */
public interface QualityGate {
    /**
     * @param candidate file of a quantized model
     * @throws InterruptedException when the thread is interrupted; there is no finding then
     */
    Finding check(Path candidate) throws InterruptedException;

    /**
     * The finding.
     *
     * @param holds whether the model is good enough
     * @param text the figures as a clause, such as {@code mAP50-95 0.4365, 0.1 points more than …}
     */
    record Finding(boolean holds, String text) {}
}
