package dev.hawkeye.detector.lanes;

import dev.hawkeye.detector.meters.LaneMeters;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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
 * <p>Thread-safe. Lives as long as the service; {@link #close()} ends the threads, frees the lanes, and leaves frames
 * that still wait without a result.
 */
public final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final long FINISH_TIMEOUT_MILLIS = 1_000;
    private static final long CANCEL_TIMEOUT_MILLIS = 2_000;

    private final Model model;
    private final LaneWork work;
    private final LaneSettings settings;
    private final LaneMeters meters;
    private final LaneQueues queues;
    private final List<LaneThread> threads = new ArrayList<>(); // guarded by this
    private final List<LaneThread> replaced =
            new ArrayList<>(); // guarded by this; those whose inference has not returned
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hawkeye-lane-watch");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts the threads. The model must outlive them, see {@link #ended()}. */
    public Lanes(
            Model model, LaneWork work, LaneSettings settings, Shedding shedding, Clock clock, MeterRegistry metrics) {
        this.model = model;
        this.work = work;
        this.settings = settings;
        this.meters = new LaneMeters(metrics, settings.lanes());
        this.queues = new LaneQueues(settings.lanes(), settings.batch(), settings.inFlightBytes(), shedding, clock);
        for (int i = 0; i < settings.lanes(); i++) {
            threads.add(newThread(i));
        }
        threads.forEach(LaneThread::start);
        long interval = Math.min(1_000, settings.timeout().toMillis() / 4);
        var unused = watch.scheduleWithFixedDelay(this::replaceHanging, interval, interval, TimeUnit.MILLISECONDS);
    }

    private LaneThread newThread(int index) {
        Lane lane = model.newLane(settings.limits(), settings.batch());
        return new LaneThread("hawkeye-lane-" + index, lane, work, settings.wanted(), queues, meters);
    }

    /** A queue for the frames of one partition. */
    public LaneQueues.Queue newQueue() {
        return queues.newQueue();
    }

    private synchronized void replaceHanging() {
        for (int i = 0; i < threads.size(); i++) {
            LaneThread hanging = threads.get(i);
            Optional<LaneQueues.Batch> batch = hanging.takeIfOlder(settings.timeout());
            if (batch.isPresent()) {
                String reason = String.format(
                        Locale.ROOT,
                        "no result within lane-timeout (%.1f s)",
                        settings.timeout().toMillis() / 1000.0);
                log.warn(
                        "A lane is replaced: {} for {} frames",
                        reason,
                        batch.get().frames().size());
                meters.replaced();
                replaced.add(hanging);
                threads.set(i, newThread(i));
                threads.get(i).start();
                failOrRetry(batch.get(), reason);
            }
        }
        replaced.removeIf(thread -> !thread.isAlive());
    }

    private void failOrRetry(LaneQueues.Batch batch, String reason) {
        if (batch.frames().size() == 1) {
            FrameTask frame = batch.frames().get(0);
            frame.complete(new FrameResult.Analyzed(new Outcome.Failed(reason), frame.nanosSinceArrival()));
        }
        queues.retryAlone(batch);
    }

    /** @return false when a lane has died, or when more replaced lanes hang than there are lanes */
    public synchronized boolean alive() {
        return threads.stream().allMatch(LaneThread::isAlive) && replaced.size() <= settings.lanes();
    }

    /** @return whether no thread uses the model any more; false after {@link #close()} while an inference hangs */
    public synchronized boolean ended() {
        return threads.stream().noneMatch(LaneThread::isAlive)
                && replaced.stream().noneMatch(LaneThread::isAlive);
    }

    @Override
    public synchronized void close() {
        watch.shutdownNow();
        meters.close();
        queues.close();
        try {
            if (!join(threads, FINISH_TIMEOUT_MILLIS)) {
                threads.forEach(LaneThread::cancel);
                join(threads, CANCEL_TIMEOUT_MILLIS);
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
