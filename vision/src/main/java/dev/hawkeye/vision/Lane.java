package dev.hawkeye.vision;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.detection.HeadDecoder;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.input.InputWriter;
import dev.hawkeye.vision.input.Letterbox;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.picture.JpegDecoder;
import dev.hawkeye.vision.picture.JpegHeader;
import dev.hawkeye.vision.picture.PictureException;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One thread's worth of inference. Owns the native memory from JPEG to boxes and reuses it for every call; it grows to
 * the largest run and is freed by {@link #close()}. Several lanes of one {@link Model} work in parallel, one thread
 * each; a lane itself is not thread-safe, except for {@link #cancel()}. Close it before its model.
 */
public final class Lane implements AutoCloseable {
    private final ModelInfo info;
    private final Supplier<DetectionLimits> limits;
    private final int maxBatch;
    private final LetterboxShape letterboxShape;
    private final JpegDecoder decoder = new JpegDecoder();
    private final InputWriter writer = new InputWriter();
    private final Inference inference;
    private final HeadDecoder head;
    private volatile boolean cancelled;
    private boolean closed;

    Lane(
            OrtSession session,
            ModelInfo info,
            Supplier<DetectionLimits> limits,
            int maxBatch,
            LetterboxShape letterboxShape) {
        this.info = info;
        this.limits = limits;
        this.maxBatch = info.fixedBatch() > 0 ? info.fixedBatch() : maxBatch;
        this.letterboxShape = letterboxShape;
        int classes = info.classNames().size();
        this.inference = new Inference(session, 4 + classes);
        this.head = new HeadDecoder(classes);
    }

    /**
     * Detects the objects in some pictures. Never throws for a bad picture. Pictures with the same input shape share
     * runs of at most the lane's batch. When a run fails, each of its pictures is retried in a separate run, so that
     * none fails because of the others.
     *
     * @param jpegs each from its position to its limit, which are not changed
     * @return one outcome for each picture, in the same order
     */
    public List<Outcome> detect(List<ByteBuffer> jpegs) {
        return detect(jpegs, Collections.nCopies(jpegs.size(), ClassScores.ANY));
    }

    /**
     * Detects only objects of the wanted classes.
     *
     * @param wanted one per picture
     */
    public List<Outcome> detect(List<ByteBuffer> jpegs, List<ClassScores> wanted) {
        if (closed) {
            throw new IllegalStateException("this lane is closed");
        }
        DetectionLimits now = limits.get();
        Outcome[] outcomes = new Outcome[jpegs.size()];
        for (Map.Entry<InputShape, List<Picture>> group :
                byShape(jpegs, wanted, now, outcomes).entrySet()) {
            detectAlike(group.getKey(), group.getValue(), outcomes);
        }
        return List.copyOf(Arrays.asList(outcomes));
    }

    private Map<InputShape, List<Picture>> byShape(
            List<ByteBuffer> jpegs, List<ClassScores> wanted, DetectionLimits now, Outcome[] outcomes) {
        Map<InputShape, List<Picture>> groups = new LinkedHashMap<>();
        for (int i = 0; i < jpegs.size(); i++) {
            try {
                JpegHeader header = JpegHeader.read(jpegs.get(i), now.maxPixels());
                Letterbox letterbox = info.letterbox(header.width(), header.height(), letterboxShape);
                groups.computeIfAbsent(letterbox.input(), input -> new ArrayList<>())
                        .add(new Picture(i, jpegs.get(i), wanted.get(i), now, header, letterbox));
            } catch (PictureException e) {
                outcomes[i] = new Outcome.Failed(e.getMessage());
            }
        }
        return groups;
    }

    private void detectAlike(InputShape shape, List<Picture> pictures, Outcome[] outcomes) {
        inference.reserve(info.fixedBatch() > 0 ? maxBatch : Math.min(maxBatch, pictures.size()), shape);
        List<Picture> loaded = new ArrayList<>();
        for (Picture picture : pictures) {
            try {
                load(picture, (long) loaded.size() * shape.values());
                loaded.add(picture);
            } catch (PictureException e) {
                outcomes[picture.index] = new Outcome.Failed(e.getMessage());
            }
            if (loaded.size() == maxBatch) {
                run(shape, loaded, outcomes);
                loaded.clear();
            }
        }
        if (!loaded.isEmpty()) {
            run(shape, loaded, outcomes);
        }
    }

    private void load(Picture picture, long first) throws PictureException {
        long start = System.nanoTime();
        try {
            var pixels = decoder.decode(picture.jpeg, picture.header, picture.letterbox.reduction());
            long decoded = System.nanoTime();
            writer.write(pixels, picture.letterbox, inference.input(), first);
            picture.decodeNanos = decoded - start;
            picture.letterboxNanos = System.nanoTime() - decoded;
        } catch (RuntimeException e) {
            // OpenCV's own exceptions arrive as bare RuntimeExceptions.
            throw new PictureException("JPEG cannot be decoded: " + reason(e));
        }
    }

    private void run(InputShape shape, List<Picture> pictures, Outcome[] outcomes) {
        long start = System.nanoTime();
        try {
            inference.run(info.fixedBatch() > 0 ? maxBatch : pictures.size(), shape);
        } catch (OrtException e) {
            failed(shape, pictures, "inference failed: " + OrtRuntime.reason(e), outcomes);
            return;
        }
        long inferred = System.nanoTime();
        long values = (long) (4 + info.classNames().size()) * shape.anchors();
        long before = inferred;
        for (int i = 0; i < pictures.size(); i++) {
            Picture picture = pictures.get(i);
            List<Box> boxes = head.decode(
                    inference.output(), i * values, picture.letterbox, picture.header, picture.wanted, picture.limits);
            long after = System.nanoTime();
            StepNanos times =
                    new StepNanos(picture.decodeNanos, picture.letterboxNanos, inferred - start, after - before);
            outcomes[picture.index] = new Outcome.Detected(
                    picture.header.width(), picture.header.height(), boxes, times, pictures.size());
            before = after;
        }
    }

    private void failed(InputShape shape, List<Picture> pictures, String reason, Outcome[] outcomes) {
        if (pictures.size() == 1 || cancelled) {
            pictures.forEach(picture -> outcomes[picture.index] = new Outcome.Failed(reason));
            return;
        }
        for (Picture picture : List.copyOf(pictures)) {
            inference.clear();
            detectAlike(shape, List.of(picture), outcomes);
        }
    }

    /** OpenCV's message without its source location. */
    private static String reason(RuntimeException e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.replaceFirst("^.* error: ", "");
    }

    /**
     * Aborts the current model run, if ONNX Runtime can: its pictures fail. May be called by any thread, at any time;
     * the lane cannot be used afterwards.
     */
    public void cancel() {
        cancelled = true;
        inference.cancel();
    }

    /** Frees the native memory. A second call does nothing. */
    @Override
    public void close() {
        closed = true;
        decoder.close();
        writer.close();
        inference.close();
        head.close();
    }

    private static final class Picture {
        final int index;
        final ByteBuffer jpeg;
        final ClassScores wanted;
        final DetectionLimits limits;
        final JpegHeader header;
        final Letterbox letterbox;
        long decodeNanos;
        long letterboxNanos;

        Picture(
                int index,
                ByteBuffer jpeg,
                ClassScores wanted,
                DetectionLimits limits,
                JpegHeader header,
                Letterbox letterbox) {
            this.index = index;
            this.jpeg = jpeg;
            this.wanted = wanted;
            this.limits = limits;
            this.header = header;
            this.letterbox = letterbox;
        }
    }
}
