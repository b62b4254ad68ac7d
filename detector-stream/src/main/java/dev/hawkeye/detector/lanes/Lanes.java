package dev.hawkeye.detector.lanes;

import dev.hawkeye.detector.meters.LaneMeters;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.model.ModelInfo;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that analyze frames: one {@link Lane} each, one core each. On a CPU, a single-threaded inference on
 * every core is much faster than one inference over all cores, and needs no coordination.
 *
 * <p>An inference that never ends would block its partition forever, since results are forwarded in order. So each has
 * a deadline. A lane that misses it is replaced, and the frames that shared its inference are tried once more, each
 * alone: the culprit misses the deadline again and has FAILED, the others are analyzed. So the fate of a frame never
 * depends on the frames it was batched with.
 *
 * <p>The model may {@link #change} at any time. The frames that wait are for whoever comes next, so the crew of the new
 * model takes the next batch, while that of the old one finishes what it is working on, leaves, and frees its model.
 *
 * <p>Thread-safe. Lives as long as the service; {@link #close()} ends the threads, frees lanes and models, and leaves
 * frames that still wait without a result.
 */
public final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final long FINISH_TIMEOUT_MILLIS = 1_000;
    private static final long CANCEL_TIMEOUT_MILLIS = 2_000;

    private final LaneWork work;
    private final LaneSettings settings;
    private final LaneMeters meters;
    private final LaneQueues queues;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hawkeye-lane-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** This and what follows is guarded by this, but {@code crew} is also read without. */
    private volatile Crew crew;

    private final List<LaneThread> threads = new ArrayList<>();
    private final List<LaneThread> replaced = new ArrayList<>(); // those whose inference has not returned
    private final List<LaneThread> leaving = new ArrayList<>(); // of the former crew, with their last batch
    private Crew former;
    private boolean closed;

    /** Starts the threads. From then on the model is theirs. */
    public Lanes(
            LaneModel model,
            LaneWork work,
            LaneSettings settings,
            Shedding shedding,
            Clock clock,
            MeterRegistry metrics) {
        this.work = work;
        this.settings = settings;
        this.meters = new LaneMeters(metrics, settings.lanes());
        this.queues = new LaneQueues(settings.lanes(), settings.batch(), settings.inFlightBytes(), shedding, clock);
        this.crew = new Crew(model, work, settings, queues, meters);
        this.threads.addAll(newThreads(crew));
        threads.forEach(LaneThread::start);
        long interval = Math.min(1_000, settings.timeout().toMillis() / 4);
        var unused = watch.scheduleWithFixedDelay(this::replaceHanging, interval, interval, TimeUnit.MILLISECONDS);
    }

    private List<LaneThread> newThreads(Crew of) {
        List<LaneThread> made = new ArrayList<>();
        try {
            for (int i = 0; i < settings.lanes(); i++) {
                made.add(of.newThread(i));
            }
            return made;
        } catch (RuntimeException e) {
            made.forEach(LaneThread::discard);
            throw e;
        }
    }

    /** A queue for the frames of one partition. */
    public LaneQueues.Queue newQueue() {
        return queues.newQueue();
    }

    /** The model that takes the next frames. */
    public ModelInfo model() {
        return crew.info();
    }

    /**
     * Analyzes all frames that no lane has taken yet with another model. Returns at once; the model in use until now is
     * freed when its last inference has returned, see {@link #awaitFormer}. So that there are never more than two, the next
     * change must wait for that.
     *
     * @param next belongs to the lanes from now on, unless this throws
     * @throws IllegalStateException when the model before the current one is still in use, or when the lanes are closed
     * @throws IllegalArgumentException when a batch does not fit this model
     */
    public synchronized void change(LaneModel next) {
        if (closed) {
            throw new IllegalStateException("the detector is closed");
        }
        if (former != null && !former.isGone()) {
            throw new IllegalStateException("an inference of model "
                    + former.info().name()
                    + " has no end, so its memory is not free yet: try again later, or restart the"
                    + " detector");
        }
        Crew successors = new Crew(next, work, settings, queues, meters);
        List<LaneThread> fresh = newThreads(successors);
        former = crew;
        leaving.addAll(threads);
        threads.clear();
        threads.addAll(fresh);
        crew = successors;
        former.dismiss();
        threads.forEach(LaneThread::start);
    }

    /**
     * Has other classes detected, from the next batch on.
     *
     * @param wanted for each camera, by the classes of {@link #model()}
     */
    public synchronized void want(ByCamera<ClassScores> wanted) {
        crew.want(wanted);
    }

    /** Waits up to {@code longest} until the model before the current one is freed. @return whether it is */
    public boolean awaitFormer(Duration longest) throws InterruptedException {
        Crew last;
        synchronized (this) {
            last = former;
        }
        return last == null || last.awaitFreed(longest.toMillis());
    }

    private synchronized void replaceHanging() {
        for (int i = 0; i < threads.size(); i++) {
            LaneThread lane = threads.get(i);
            if (takeFromHanging(lane)) {
                meters.replaced();
                threads.set(i, crew.newThread(i));
                threads.get(i).start();
            }
        }
        leaving.removeIf(lane -> takeFromHanging(lane) || !lane.isAlive());
        replaced.removeIf(thread -> !thread.isAlive());
    }

    /** @return whether the lane hung; then others analyze its frames */
    private boolean takeFromHanging(LaneThread lane) {
        Optional<LaneQueues.Batch> batch = lane.takeIfOlder(settings.timeout());
        if (batch.isEmpty()) {
            return false;
        }
        String reason = String.format(
                Locale.ROOT,
                "no result within lane-timeout (%.1f s)",
                settings.timeout().toMillis() / 1000.0);
        log.warn(
                "A lane is replaced: {} for {} frames",
                reason,
                batch.get().frames().size());
        replaced.add(lane);
        failOrRetry(batch.get(), reason, lane.model());
        return true;
    }

    private void failOrRetry(LaneQueues.Batch batch, String reason, ModelInfo model) {
        if (batch.frames().size() == 1) {
            FrameTask frame = batch.frames().get(0);
            frame.complete(new FrameResult.Analyzed(new Outcome.Failed(reason), frame.nanosSinceArrival(), model));
        }
        queues.retryAlone(batch);
    }

    /** @return false when a lane has died, or when more replaced lanes hang than there are lanes */
    public synchronized boolean alive() {
        return threads.stream().allMatch(LaneThread::isAlive) && replaced.size() <= settings.lanes();
    }

    /** @return whether every model is freed; false after {@link #close()} while an inference hangs */
    public synchronized boolean ended() {
        return crew.isGone() && (former == null || former.isGone());
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.shutdownNow();
        meters.close();
        queues.close();
        crew.dismiss();
        List<LaneThread> all = new ArrayList<>(threads);
        all.addAll(leaving);
        try {
            if (!join(all, FINISH_TIMEOUT_MILLIS)) {
                all.forEach(LaneThread::cancel);
                join(all, CANCEL_TIMEOUT_MILLIS);
            }
            join(replaced, 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean join(List<LaneThread> threads, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean all = true;
        for (LaneThread thread : threads) {
            all &= thread.join(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        }
        return all;
    }
}
