package dev.hawkeye.models.coco;

import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.input.LetterboxShape;
import dev.hawkeye.vision.picture.DatasetException;
import dev.hawkeye.vision.picture.PictureFolder;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Runs a model over labeled pictures and scores its detections by COCO's rules, with the limits of YOLOv8's published
 * figures. Pictures are processed as in the detector, on one lane per core. Thread-safe; every run gives the same
 * result.
 */
public final class Evaluation {
    /** Ultralytics' validation limits: nearly everything counts as a detection, and the ranking decides. */
    private static final DetectionLimits LIMITS =
            new DetectionLimits(0.001f, 0.7f, 300, true, DetectionLimits.DEFAULTS.maxPixels());

    private final Model model;
    private final LabeledPictures pictures;
    private final LetterboxShape shape;
    private final int lanes = Runtime.getRuntime().availableProcessors();

    /** @param model stays open; fastest when loaded with one thread per run */
    public Evaluation(Model model, LabeledPictures pictures, LetterboxShape shape) {
        this.model = model;
        this.pictures = pictures;
        this.shape = shape;
    }

    /**
     * Runs to the end.
     *
     * @param progress receives the number of pictures done; an exception from it ends the run
     * @throws DatasetException when no picture can be analyzed, or no labels can be used
     */
    public EvaluationResult run(IntConsumer progress) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        List<Lane> all = new ArrayList<>();
        try {
            for (int i = 0; i < lanes; i++) {
                all.add(model.newLane(LIMITS, 1, shape));
            }
            return run(threads, new ArrayBlockingQueue<>(lanes, false, all), progress);
        } finally {
            threads.shutdownNow();
            all.forEach(Lane::cancel);
            awaitEnd(threads);
            all.forEach(Lane::close);
        }
    }

    /** Takes results in picture order, so that every run gives the same score; only a few wait for their turn. */
    private EvaluationResult run(ExecutorService threads, BlockingQueue<Lane> free, IntConsumer progress)
            throws InterruptedException {
        Iterator<LabeledPicture> rest = pictures.pictures().iterator();
        Queue<Future<Look>> looks = new ArrayDeque<>();
        CocoEvaluator evaluator = new CocoEvaluator();
        List<String> failed = new ArrayList<>();
        int done = 0;
        while (rest.hasNext() || !looks.isEmpty()) {
            while (rest.hasNext() && looks.size() < 2 * lanes) {
                LabeledPicture picture = rest.next();
                looks.add(threads.submit(() -> look(free, picture)));
            }
            Look look = result(looks.remove());
            if (look.detected == null) {
                failed.add(look.failure);
            } else {
                Outcome.Detected detected = look.detected;
                try {
                    evaluator.add(look.picture.objects(detected.width(), detected.height()), detected.boxes());
                } catch (DatasetException e) {
                    failed.add(e.getMessage());
                }
            }
            progress.accept(++done);
        }
        if (failed.size() == done) {
            throw new DatasetException(
                    "none of " + done + " pictures can be analyzed, the first error: " + failed.get(0));
        }
        return new EvaluationResult(evaluator.score(), done - failed.size(), failed);
    }

    /** @param detected null if the picture failed, for the reason in {@code failure} */
    private record Look(LabeledPicture picture, Outcome.Detected detected, String failure) {}

    private static Look look(BlockingQueue<Lane> free, LabeledPicture picture) throws InterruptedException {
        Lane lane = free.take();
        try {
            ByteBuffer jpeg = ByteBuffer.wrap(PictureFolder.jpeg(picture.file()));
            Outcome outcome = lane.detect(List.of(jpeg)).get(0);
            return outcome instanceof Outcome.Detected detected
                    ? new Look(picture, detected, null)
                    : new Look(picture, null, picture.file() + ": " + ((Outcome.Failed) outcome).reason());
        } catch (DatasetException e) {
            return new Look(picture, null, e.getMessage());
        } finally {
            free.add(lane);
        }
    }

    private static Look result(Future<Look> look) throws InterruptedException {
        try {
            return look.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a picture could not be analyzed", e.getCause());
        }
    }

    /** A lane must not be closed while a thread uses it. */
    private static void awaitEnd(ExecutorService threads) {
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
