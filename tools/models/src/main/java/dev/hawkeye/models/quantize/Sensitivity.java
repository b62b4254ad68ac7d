package dev.hawkeye.models.quantize;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.hawkeye.models.quantize.graph.Layer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * Finds the layers that cost the most accuracy. Each layer alone is returned to float, and the reduction of the output
 * error is its blame. The error is that of the model's output: for each box of the FP32 model, the deviation of the
 * scores plus the missed share of the box; for each other place with a score, only the deviation.
 */
final class Sensitivity {
    private static final int PICTURES = 8;
    private static final float SEEN = 0.1f;

    private final Quantizer quantizer;
    private final List<ByteBuffer> pictures;
    private final Map<Integer, float[]> expected = new HashMap<>();

    Sensitivity(Quantizer quantizer) {
        this.quantizer = quantizer;
        this.pictures = quantizer
                .pictures()
                .subList(0, Math.min(PICTURES, quantizer.pictures().size()));
    }

    /** @return all quantized layers, worst first */
    List<Blame> rank(QuantizeSettings settings) {
        quantizer.runs().over(pictures, quantizer.graph().model(), "reference", (picture, values) -> {
            synchronized (expected) {
                expected.put(picture, copy(values.values().iterator().next()));
            }
        });
        Quantizer.Draft draft = quantizer.draft(settings);
        double all = error(quantizer.written(draft, Set.of()).model());
        List<Blame> blames = new ArrayList<>();
        List<Layer> layers = quantizer.body().layers().stream()
                .filter(draft.plan()::isQuantized)
                .toList();
        for (Layer layer : layers) {
            double without =
                    error(quantizer.written(draft, Set.of(layer.name())).model());
            blames.add(new Blame(layer.name(), all == 0 ? 0 : (all - without) / all));
            quantizer.runs().steps().done("sensitivity", blames.size(), layers.size());
        }
        blames.sort(Comparator.comparingDouble(Blame::share).reversed());
        return blames;
    }

    private double error(ModelProto model) {
        DoubleAdder error = new DoubleAdder();
        quantizer
                .runs()
                .quietly()
                .over(
                        pictures,
                        model,
                        "",
                        (picture, values) -> error.add(error(
                                expected.get(picture),
                                values.values().iterator().next())));
        return error.sum();
    }

    private static float[] copy(FloatBuffer values) {
        float[] copy = new float[values.remaining()];
        values.get(copy);
        return copy;
    }

    /** Rows are center x, center y, width, height and one per class; columns are anchors. */
    private double error(float[] expected, FloatBuffer found) {
        int rows = 4 + quantizer.classes();
        int anchors = expected.length / rows;
        double error = 0;
        for (int anchor = 0; anchor < anchors; anchor++) {
            float best = 0;
            float off = 0;
            for (int row = 4; row < rows; row++) {
                float score = expected[row * anchors + anchor];
                best = Math.max(best, score);
                off = Math.max(off, Math.abs(found.get(row * anchors + anchor) - score));
            }
            if (best > SEEN) {
                error += off + best * (1 - overlap(expected, found, anchor, anchors));
            } else if (off > SEEN) {
                error += off;
            }
        }
        return error;
    }

    private static double overlap(float[] expected, FloatBuffer found, int anchor, int anchors) {
        double common = 1;
        double first = 1;
        double second = 1;
        for (int axis = 0; axis < 2; axis++) {
            double a = expected[axis * anchors + anchor];
            double b = found.get(axis * anchors + anchor);
            double sizeA = expected[(2 + axis) * anchors + anchor];
            double sizeB = found.get((2 + axis) * anchors + anchor);
            common *= Math.max(0, Math.min(a + sizeA / 2, b + sizeB / 2) - Math.max(a - sizeA / 2, b - sizeB / 2));
            first *= sizeA;
            second *= sizeB;
        }
        double union = first + second - common;
        return union > 0 ? common / union : 0;
    }
}
