package dev.hawkeye.bench.faults.truth;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.input.Scene;
import dev.hawkeye.bench.faults.outcome.Ledger;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.FrameRef;
import dev.hawkeye.schemas.Unchanged;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Computes what a run with changing settings and models should have left. There is no undisturbed run to compare with,
 * since a change cannot be repeated between the same two frames. But a detection names its model, so its objects follow
 * from its frame; and the results follow from the detections, see {@link ResultTruth}. Not thread-safe.
 */
public final class ChangesJudge {
    private static final float SAME_PIXEL = 0.5f;
    private static final float SAME_SCORE = 0.01f;

    private final Ledger ledger;
    private final RunOutcome outcome;
    private final ModelTruth truth;
    private final ResultTruth results;
    private final List<Version> versions = new ArrayList<>();
    private final List<Used> models = new ArrayList<>();
    private final String firstModel;
    private int ambiguous;

    /** @param step the change; null for the settings at the start */
    private record Version(SiteStep step, HawkeyeConfig config) {}

    /** @param step the change; null for the model at the start */
    private record Used(SiteStep step, String sha256) {}

    /**
     * @param steps all changes, in order
     * @param firstModel digest of the model at the start
     */
    public ChangesJudge(
            Ledger ledger,
            RunOutcome outcome,
            ModelTruth truth,
            ResultTruth results,
            List<SiteStep> steps,
            Supplier<ConfigReader> configs,
            String firstModel) {
        this.ledger = ledger;
        this.outcome = outcome;
        this.truth = truth;
        this.results = results;
        this.firstModel = firstModel;
        versions.add(new Version(null, configs.get().read()));
        steps.stream()
                .filter(step -> step.settings() != null)
                .forEach(step -> versions.add(
                        new Version(step, step.settings().layOver(configs.get()).read())));
        models.add(new Used(null, firstModel));
        steps.stream().filter(step -> step.model() != null).forEach(step -> models.add(new Used(step, step.model())));
    }

    /**
     * The number of detections for which more than one model or choice of classes was possible at the time they were
     * written.
     */
    public int ambiguous() {
        return ambiguous;
    }

    /**
     * The expected outcome, copied from the run where the run is right.
     *
     * @param pictures the pictures that must have become frames
     */
    public RunOutcome expected(Collection<RunOutcome.Picture> pictures) {
        RunOutcome expected = new RunOutcome();
        pictures.forEach(picture -> expected.fates.put(picture, outcome.fates.getOrDefault(picture, List.of())));
        ledger.detections().forEach((camera, detections) -> {
            if (!camera.equals(Input.poison())) {
                wrongFates(camera, detections)
                        .forEach((index, right) ->
                                expected.fates.put(new RunOutcome.Picture(camera, index), List.of(right)));
            }
            results.of(camera, revisions(camera), detections).forEach(expected::add);
        });
        return expected;
    }

    private List<ResultTruth.Revision> revisions(String camera) {
        List<ResultTruth.Revision> revisions = new ArrayList<>();
        AggregatorConfig last = null;
        for (Version version : versions) {
            AggregatorConfig now = version.config.aggregator();
            if (last == null
                    || !last.cameras().of(camera).equals(now.cameras().of(camera))
                    || !last.scenes().of(camera).equals(now.scenes().of(camera))) {
                revisions.add(new ResultTruth.Revision(version.step, now));
                last = now;
            }
        }
        return revisions;
    }

    /** The expected fate of each picture whose fate is wrong. */
    private Map<Long, String> wrongFates(String camera, List<Ledger.Written> detections) {
        Map<Long, String> wrong = new TreeMap<>();
        Scenes scenes = new Scenes(camera);
        Frame full = null;
        for (Ledger.Written written : detections) {
            Detection detection = written.detection();
            long index = Input.indexOf(detection.getCaptureTime());
            Frame frame = ledger.frame(detection);
            rightFate(written, frame, full).ifPresent(right -> wrong.put(index, right));
            full = frame.getJpeg().hasRemaining() ? frame : full;
            if (full != null && Input.isFolder(camera) && !showsSame(scenes.of(index), full.getJpeg())) {
                wrong.put(index, "a frame that shows its picture");
            }
        }
        return wrong;
    }

    /**
     * Returns the expected fate if the detection has another one, otherwise empty.
     *
     * @param last the last frame of the camera with a picture; null if there is none
     */
    private Optional<String> rightFate(Ledger.Written written, Frame frame, Frame last) {
        Detection detection = written.detection();
        if (!frame.getCamera().equals(detection.getCamera()) || frame.getSequence() != detection.getSequence()) {
            return Optional.of("of its own frame");
        }
        Set<String> digests = allowed(models, Used::step, Used::sha256, written);
        Set<ClassChoice> choices = allowed(
                versions,
                Version::step,
                version -> version.config.detector().cameras().of(detection.getCamera()),
                written);
        if (digests.size() > 1 || choices.size() > 1) {
            ambiguous++;
        }
        if (!digests.contains(detection.getModelSha256())) {
            return Optional.of("of a model of " + digests + " instead of " + detection.getModelSha256());
        }
        if (!frame.getJpeg().hasRemaining()) {
            return refersTo(detection, last) ? Optional.empty() : Optional.of("UNCHANGED since the last picture");
        }
        List<Optional<List<DetectedObject>>> right = choices.stream()
                .map(choice -> truth.objects(detection.getModelSha256(), choice, frame.getJpeg()))
                .toList();
        return right.stream().anyMatch(objects -> isSame(detection, objects))
                ? Optional.empty()
                : Optional.of("one of " + right + ", not " + detection.getObjects());
    }

    private static boolean refersTo(Detection detection, Frame last) {
        return detection.getFate() == Fate.UNCHANGED
                && last != null
                && Unchanged.refersTo(detection, last.getStream(), last.getSequence());
    }

    /**
     * The values that may have been in effect for a frame: that of the newest step that every detector had applied, and
     * those of all later steps.
     */
    private static <S, T> Set<T> allowed(
            List<S> all, Function<S, SiteStep> step, Function<S, T> value, Ledger.Written written) {
        FrameRef frame = written.detection().getFrame();
        Set<T> values = new LinkedHashSet<>();
        for (S each : all) {
            SiteStep made = step.apply(each);
            if (made == null || made.isBeforeFrame(frame.getPartition(), frame.getOffset())) {
                values.clear();
            }
            if (made == null || !made.isAfterDetection(written.partition(), written.offset())) {
                values.add(value.apply(each));
            }
        }
        return values;
    }

    private static boolean isSame(Detection detection, Optional<List<DetectedObject>> right) {
        if (right.isEmpty()) {
            return detection.getFate() == Fate.FAILED;
        }
        List<DetectedObject> got = sorted(detection.getObjects());
        List<DetectedObject> expected = sorted(right.get());
        if (detection.getFate() != Fate.DETECTED || got.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < got.size(); i++) {
            if (!isSame(got.get(i), expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Scores may differ in the last digits depending on the batch size. */
    private static boolean isSame(DetectedObject got, DetectedObject expected) {
        return got.getClassName().equals(expected.getClassName())
                && got.getClassId() == expected.getClassId()
                && Math.abs(got.getX1() - expected.getX1()) < SAME_PIXEL
                && Math.abs(got.getY1() - expected.getY1()) < SAME_PIXEL
                && Math.abs(got.getX2() - expected.getX2()) < SAME_PIXEL
                && Math.abs(got.getY2() - expected.getY2()) < SAME_PIXEL
                && Math.abs(got.getConfidence() - expected.getConfidence()) < SAME_SCORE;
    }

    private static List<DetectedObject> sorted(List<DetectedObject> objects) {
        return objects.stream()
                .sorted(Comparator.comparing(DetectedObject::getClassId)
                        .thenComparing(object -> Math.round(object.getX1()))
                        .thenComparing(object -> Math.round(object.getY1())))
                .toList();
    }

    /** Compares by the detections of the first model: a JPEG may have been re-encoded. */
    private boolean showsSame(byte[] picture, ByteBuffer jpeg) {
        return seen(ByteBuffer.wrap(picture)).equals(seen(jpeg));
    }

    private Map<String, Integer> seen(ByteBuffer jpeg) {
        Map<String, Integer> classes = new HashMap<>();
        truth.objects(firstModel, ClassChoice.ANY, jpeg)
                .ifPresent(objects -> objects.forEach(object -> classes.merge(object.getClassName(), 1, Integer::sum)));
        return classes;
    }

    /** The pictures of a camera, in order. */
    private static final class Scenes {
        private final Scene scene;
        private final List<byte[]> drawn = new ArrayList<>();

        Scenes(String camera) {
            scene = new Scene(camera);
        }

        byte[] of(long index) {
            while (drawn.size() <= index) {
                drawn.add(scene.next());
            }
            return drawn.get((int) index);
        }
    }
}
