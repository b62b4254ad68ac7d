package dev.hawkeye.detector;

import dev.hawkeye.detector.delivery.ModelBay;
import dev.hawkeye.detector.lanes.LaneModel;
import dev.hawkeye.detector.lanes.Lanes;
import dev.hawkeye.detector.meters.TrialMeter;
import dev.hawkeye.detector.trial.TrialFigures;
import dev.hawkeye.detector.trial.TrialTerms;
import dev.hawkeye.detector.trial.Trials;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelDigest;
import dev.hawkeye.vision.onnx.ModelException;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models that a running detector has in memory, and their roles: loads them, hands them to the lanes, runs trials,
 * and reports which one is in use. Thread-safe; a change waits for the previous one. Close it before the detector.
 */
final class DetectorModels implements ModelBay, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DetectorModels.class);
    private static final Duration CHANGE_TIMEOUT = Duration.ofSeconds(5);

    private final Detector detector;
    private final Lanes lanes;
    private final Trials trials;
    private final Path own;
    private final Duration laneTimeout;
    private final TrialMeter meter;

    /** This and the following fields are guarded by this; {@code stage} is also read without the lock. */
    private ModelFiles files;

    private Path inUseFile;
    private Path besideFile;
    private volatile Stage stage = Stage.NONE;

    /** The role of the model beside the one in use. */
    private enum Stage {
        NONE(0),
        COMPARED(1),
        CANARY(2),
        PROMOTED(3);

        private final int reading;

        Stage(int reading) {
            this.reading = reading;
        }
    }

    DetectorModels(
            Detector detector, ModelFiles files, Path own, Duration laneTimeout, Trials trials, MeterRegistry metrics) {
        this.detector = detector;
        this.lanes = detector.lanes();
        this.files = files;
        this.own = own;
        this.inUseFile = own;
        this.laneTimeout = laneTimeout;
        this.trials = trials;
        this.meter = new TrialMeter(this::reading, metrics);
    }

    private TrialMeter.Reading reading() {
        Optional<TrialFigures> figures = trials.figures();
        return new TrialMeter.Reading(
                stage.reading,
                figures.map(TrialFigures::frames).orElse(0L),
                figures.map(of -> of.agreement().f1().orElse(Double.NaN)).orElse(Double.NaN),
                figures.map(DetectorModels::slowdown).orElse(Double.NaN),
                trials.drifted().size());
    }

    private static double slowdown(TrialFigures of) {
        return of.timesBefore().p95Nanos() == 0
                ? Double.NaN
                : (double) of.times().p95Nanos() / of.timesBefore().p95Nanos();
    }

    @Override
    public ModelInfo inUse() {
        return lanes.model();
    }

    @Override
    public Optional<ModelInfo> beside() {
        return lanes.other();
    }

    @Override
    public void use(Path file) {
        change(file);
    }

    @Override
    public void useOwn() {
        change(own);
    }

    @Override
    public synchronized boolean usesOwn() {
        return inUseFile.equals(own);
    }

    /** See {@link DetectorService#changeModel}. */
    synchronized ModelInfo change(Path file) {
        ModelInfo before = lanes.model();
        if (before.name().equals(String.valueOf(file.getFileName()))
                && before.sha256().equals(ModelDigest.of(file))) {
            return before;
        }
        LaneModel next = load(file, lanes::change);
        inUseFile = file;
        detector.reportModel(file);
        log.info("Model {} is in use, instead of {}", next.model().info().name(), before.name());
        awaitFormer(before);
        return next.model().info();
    }

    /** Takes a loaded model. */
    private interface Taker {
        void take(LaneModel model) throws InterruptedException;
    }

    /** Closes the model if it is not taken. */
    private LaneModel load(Path file, Taker taker) {
        lanes.requireRoom();
        LaneModel next = files.load(file);
        try {
            next.model().tryOut(laneTimeout);
            taker.take(next);
            return next;
        } catch (InterruptedException e) {
            next.model().close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while model " + file.getFileName() + " was tried", e);
        } catch (IllegalArgumentException e) {
            next.model().close();
            throw new ModelException(e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            next.model().close();
            throw e;
        }
    }

    @Override
    public synchronized void tryBeside(Path file, TrialTerms terms) {
        load(file, next -> {
            Trials.checkClasses(lanes.model(), next.model().info(), terms);
            lanes.beside(next);
        });
        besideFile = file;
        stage = Stage.COMPARED;
        try {
            trials.begin(lanes, terms, detector.overload()::isOverloaded, laneTimeout);
        } catch (InterruptedException e) {
            endTrial();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while model " + file.getFileName() + " was tried", e);
        } catch (RuntimeException | Error e) {
            endTrial();
            throw e;
        }
    }

    @Override
    public synchronized void canary(Set<String> cameras) {
        lanes.canary(cameras);
        stage = Stage.CANARY;
    }

    @Override
    public synchronized void promote() {
        ModelInfo before = lanes.model();
        swap();
        stage = Stage.PROMOTED;
        log.info("Model {} is in use, instead of {}", lanes.model().name(), before.name());
    }

    private void swap() {
        lanes.swap();
        Path before = inUseFile;
        inUseFile = besideFile;
        besideFile = before;
        detector.reportModel(inUseFile);
    }

    @Override
    public synchronized void settle() {
        endTrial();
    }

    @Override
    public synchronized void withdraw() {
        if (stage == Stage.PROMOTED) {
            swap();
            log.info("Model {} is in use again", lanes.model().name());
        }
        endTrial();
    }

    private void endTrial() {
        trials.end();
        stage = Stage.NONE;
        besideFile = null;
        Optional<ModelInfo> leaving = lanes.other();
        lanes.alone();
        leaving.ifPresent(this::awaitFormer);
    }

    @Override
    public Optional<String> refusal() {
        return trials.refusal();
    }

    @Override
    public Optional<TrialFigures> figures() {
        return trials.figures();
    }

    @Override
    public synchronized void watchDrift(Path original, int everyFrames, double minAgreement) {
        LaneModel model = files.load(original);
        try {
            trials.beginDrift(lanes, model, everyFrames, minAgreement, detector.overload()::isOverloaded);
        } catch (RuntimeException | Error e) {
            model.model().close();
            throw e;
        }
    }

    @Override
    public void endDrift() {
        trials.endDrift();
    }

    @Override
    public SortedMap<String, Double> drifted() {
        return trials.drifted();
    }

    @Override
    public void refused() {
        meter.refused();
    }

    /** See {@link DetectorService#change}. */
    synchronized void want(ByCamera<ClassChoice> cameras) {
        ModelFiles now = new ModelFiles(cameras);
        lanes.want(now::wanted);
        files = now;
    }

    private void awaitFormer(ModelInfo former) {
        try {
            if (!lanes.awaitFormer(laneTimeout.plus(CHANGE_TIMEOUT))) {
                log.warn("An inference of model {} has not returned, so its memory is not freed yet", former.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the comparisons and the reports. */
    @Override
    public void close() {
        trials.end();
        trials.endDrift();
        meter.close();
    }
}
