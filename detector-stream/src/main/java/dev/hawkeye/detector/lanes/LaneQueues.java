package dev.hawkeye.detector.lanes;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The frames that wait for a lane. Each partition has its own {@link Queue}, and the lanes visit the queues in turn,
 * taking a small batch of one partition each time: a camera that floods its partition cannot starve the others. A batch
 * is one lane's share of what waits, so that two lanes split four frames instead of one taking them all.
 * {@link LanePick} picks the frames.
 *
 * <p>Live frames go first, since they lose their value as they age, while lossless ones only wait longer. But waiting
 * frames hold up the results behind them in their partition, so when both wait, about one frame in four is lossless.
 *
 * <p>Bounded twice: by the number of frames per partition (the stream thread does not submit more), and by the bytes of
 * all JPEGs that wait or are being analyzed ({@link #awaitRoom}). Thread-safe.
 */
public final class LaneQueues {
    private static final int LIVE_FOR_A_LOSSLESS = 3;

    private final int lanes;
    private final int batch;
    private final long maxBytes;
    private final Shedding shedding;
    private final Clock clock;

    /** Guards everything below. */
    private final Object lock = new Object();

    private final Deque<Line> live = new ArrayDeque<>();
    private final Deque<Line> lossless = new ArrayDeque<>();
    private int liveInARow; // frames, while lossless ones waited
    private long bytes;
    private boolean closed;

    LaneQueues(int lanes, int batch, long maxBytes, Shedding shedding, Clock clock) {
        this.lanes = lanes;
        this.batch = batch;
        this.maxBytes = maxBytes;
        this.shedding = shedding;
        this.clock = clock;
    }

    /** Frames of one partition that share an inference. */
    record Batch(Queue queue, List<FrameTask> frames) {}

    /** The frames of one partition that wait for a lane. */
    public final class Queue {
        private final Line liveFrames = new Line(this, live);
        private final Line losslessFrames = new Line(this, lossless);
        private boolean abandoned;

        /**
         * Whether a frame may wait for a lane; sheds a live one that may not.
         *
         * @param fullness of the partition's share of frames in flight, 0 to 1
         */
        public boolean accepts(FrameTask frame, double fullness) {
            if (!frame.live()) {
                return true;
            }
            long now = clock.millis();
            Optional<String> reason = shedding.onArrival(frame.camera(), frame.age(now), now, fullness);
            reason.ifPresent(frame::shed);
            return reason.isEmpty();
        }

        /**
         * Waits up to {@code millis} until a frame fits; one always fits if the lanes are empty.
         *
         * @return whether it fits
         */
        public boolean awaitRoom(FrameTask frame, long millis) throws InterruptedException {
            return LaneQueues.this.awaitRoom(frame.bytes(), millis);
        }

        public void submit(FrameTask frame) {
            synchronized (lock) {
                Line line = lineOf(frame);
                line.frames.addLast(frame);
                line.queueUp();
                bytes += frame.bytes();
                lock.notifyAll();
            }
        }

        /** Drops the waiting frames; those being analyzed finish and are ignored. */
        public void abandon() {
            synchronized (lock) {
                abandoned = true;
                liveFrames.clear();
                losslessFrames.clear();
                lock.notifyAll();
            }
        }

        private Line lineOf(FrameTask frame) {
            return frame.live() ? liveFrames : losslessFrames;
        }
    }

    /** The live or the lossless frames of one partition. */
    private final class Line {
        private final Queue queue;
        private final Deque<Line> turns;
        private final Deque<FrameTask> frames = new ArrayDeque<>();

        Line(Queue queue, Deque<Line> turns) {
            this.queue = queue;
            this.turns = turns;
        }

        void queueUp() {
            if (!turns.contains(this)) {
                turns.addLast(this);
            }
        }

        void clear() {
            bytes -= size(frames);
            frames.clear();
            turns.remove(this);
        }
    }

    Queue newQueue() {
        return new Queue();
    }

    /**
     * Waits up to {@code millis} until {@code more} bytes fit; one frame always fits if the lanes are empty.
     *
     * @return whether they fit
     */
    boolean awaitRoom(int more, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (lock) {
            while (!fits(more)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                lock.wait(left);
            }
            return true;
        }
    }

    private boolean fits(int more) {
        return bytes == 0 || bytes + more <= maxBytes;
    }

    /**
     * Waits for frames.
     *
     * @param dismissed whether the lane is to end; call {@link #wake} after changing it
     * @return null when the lane is to end, or when the lanes close
     */
    Batch next(BooleanSupplier dismissed) throws InterruptedException {
        synchronized (lock) {
            while (true) {
                while (live.isEmpty() && lossless.isEmpty() && !closed && !dismissed.getAsBoolean()) {
                    lock.wait();
                }
                if (closed || dismissed.getAsBoolean()) {
                    return null;
                }
                Line line = nextLine();
                List<FrameTask> frames = take(line);
                if (!line.frames.isEmpty()) {
                    line.queueUp();
                }
                if (!frames.isEmpty()) {
                    return new Batch(line.queue, frames);
                }
            }
        }
    }

    private Line nextLine() {
        boolean ofLossless = live.isEmpty() || (!lossless.isEmpty() && liveInARow >= LIVE_FOR_A_LOSSLESS);
        return (ofLossless ? lossless : live).removeFirst();
    }

    private List<FrameTask> take(Line line) {
        boolean ofLossless = line.turns == lossless;
        int most = Math.min(batch, (line.frames.size() + lanes - 1) / lanes);
        if (ofLossless && !live.isEmpty()) {
            most = Math.min(most, liveInARow / LIVE_FOR_A_LOSSLESS);
        }
        long before = size(line.frames);
        List<FrameTask> frames = new LanePick(shedding, clock.millis()).from(line.frames, most);
        bytes -= before - size(line.frames) - size(frames); // shed frames
        liveInARow = ofLossless || lossless.isEmpty() ? 0 : liveInARow + frames.size();
        lock.notifyAll();
        return frames;
    }

    private static long size(Collection<FrameTask> frames) {
        return frames.stream().mapToLong(FrameTask::bytes).sum();
    }

    /** The frames of a batch are no longer on a lane. */
    void release(Batch batch) {
        synchronized (lock) {
            batch.frames().forEach(frame -> bytes -= frame.bytes());
            lock.notifyAll();
        }
    }

    /** Puts frames of a batch that have no result back in front of all others, each for its own inference. */
    void retryAlone(Batch batch) {
        synchronized (lock) {
            Queue queue = batch.queue();
            for (int i = batch.frames().size() - 1; i >= 0; i--) {
                FrameTask frame = batch.frames().get(i);
                if (frame.result() != null || queue.abandoned) {
                    bytes -= frame.bytes();
                } else {
                    frame.alone = true;
                    Line line = queue.lineOf(frame);
                    line.frames.addFirst(frame);
                    line.turns.remove(line);
                    line.turns.addFirst(line);
                }
            }
            lock.notifyAll();
        }
    }

    /** Whether live frames wait for a lane. */
    boolean hasLive() {
        synchronized (lock) {
            return !live.isEmpty();
        }
    }

    /** Wakes waiting lanes, some of which are to end. */
    void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
    }
}
