package dev.hawkeye.vision.detection;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.REDUCE_MAX;
import static org.bytedeco.opencv.global.opencv_core.reduce;

import dev.hawkeye.vision.input.Letterbox;
import dev.hawkeye.vision.picture.JpegHeader;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes the model's output to boxes. For one picture it is a matrix with one column per anchor: center x, center y,
 * width, height, then one row per class. Almost no anchor has an object, so the best score of every anchor is found
 * first, row by row (the memory order of the matrix, which OpenCV processes vectorized and in place), and only the few
 * columns above the threshold are read.
 */
public final class HeadDecoder implements AutoCloseable {
    /** Ultralytics' {@code max_nms}. */
    private static final int MAX_CANDIDATES = 30_000;

    private final int classes;
    private final Suppression suppression = new Suppression();
    private FloatPointer best = new FloatPointer(1);
    private float[] scores = new float[0];
    private long[] candidates = new long[0];

    /** @param classes of the model, at least 1 */
    public HeadDecoder(int classes) {
        this.classes = classes;
    }

    /**
     * @param output the output's memory
     * @param first index in {@code output} of the picture's first value
     * @param picture the full picture, to whose width and height the boxes are scaled
     * @param wanted which classes are kept; others do not count toward the maximum boxes per picture
     * @param limits what counts as a detection
     */
    public List<Box> decode(
            FloatPointer output,
            long first,
            Letterbox letterbox,
            JpegHeader picture,
            ClassScores wanted,
            DetectionLimits limits) {
        int anchors = letterbox.input().anchors();
        bestScores(output, first + 4L * anchors, anchors);
        FloatBuffer values = output.asBuffer();
        int start = Math.toIntExact(first);
        int count = sortedCandidates(values, start + 4 * anchors, anchors, wanted, limits);
        List<Box> boxes = new ArrayList<>();
        suppression.begin(limits.iou(), limits.maxDetections());
        for (int i = 0; i < count && !suppression.full(); i++) {
            int classId = (int) candidates[i] / anchors;
            int anchor = (int) candidates[i] % anchors;
            float x = values.get(start + anchor);
            float y = values.get(start + anchors + anchor);
            float halfWidth = values.get(start + 2 * anchors + anchor) / 2;
            float halfHeight = values.get(start + 3 * anchors + anchor) / 2;
            float score = values.get(start + (4 + classId) * anchors + anchor);
            if (!Float.isFinite(x + y + halfWidth + halfHeight + score)) {
                continue;
            }
            if (suppression.keep(classId, x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight)) {
                boxes.add(new Box(
                        classId,
                        score,
                        clip(letterbox.pictureX(x - halfWidth), picture.width()),
                        clip(letterbox.pictureY(y - halfHeight), picture.height()),
                        clip(letterbox.pictureX(x + halfWidth), picture.width()),
                        clip(letterbox.pictureY(y + halfHeight), picture.height())));
            }
        }
        return boxes;
    }

    private void bestScores(FloatPointer output, long firstScore, int anchors) {
        if (scores.length < anchors) {
            FloatPointer larger = new FloatPointer(anchors);
            best.close();
            best = larger;
            candidates = new long[anchors];
            scores = new float[anchors];
        }
        // The pointer is a view: closing it would free the output.
        FloatPointer first = output.getPointer(firstScore);
        try (Mat matrix = new Mat(classes, anchors, CV_32F, first);
                Mat row = new Mat(1, anchors, CV_32F, best)) {
            reduce(matrix, row, 0, REDUCE_MAX);
        }
        best.get(scores, 0, anchors);
    }

    /**
     * Each class above the threshold is a separate candidate (Ultralytics' {@code multi_label}), or only an anchor's
     * best. Candidates become numbers that sort by descending score, then by ascending class and anchor: positive
     * floats sort like their bits.
     */
    private int sortedCandidates(
            FloatBuffer values, int firstScore, int anchors, ClassScores wanted, DetectionLimits limits) {
        float confidence = limits.confidence();
        boolean multiLabel = limits.multiLabel();
        int count = 0;
        for (int anchor = 0; anchor < anchors; anchor++) {
            float least = multiLabel ? Math.nextUp(confidence) : scores[anchor];
            if (scores[anchor] > confidence) {
                boolean more = true;
                for (int classId = 0; more && classId < classes; classId++) {
                    int index = classId * anchors + anchor;
                    float score = values.get(firstScore + index);
                    if (!(score >= least)) {
                        continue; // lower, or not a number
                    }
                    more = multiLabel; // a class after the best one may have the same score
                    if (wanted.admit(classId, score)) {
                        if (count == candidates.length) {
                            candidates = Arrays.copyOf(candidates, 2 * count);
                        }
                        candidates[count++] = (long) -Float.floatToRawIntBits(score) << 32 | index;
                    }
                }
            }
        }
        Arrays.sort(candidates, 0, count);
        return Math.min(count, MAX_CANDIDATES);
    }

    private static float clip(float value, int most) {
        return Math.max(0, Math.min(value, most));
    }

    @Override
    public void close() {
        best.close();
    }
}
