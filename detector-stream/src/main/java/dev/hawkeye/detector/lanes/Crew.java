package dev.hawkeye.detector.lanes;

import dev.hawkeye.detector.meters.LaneMeters;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The threads that analyze frames at a time, and by which model each camera's: all by one, or some cameras' by another.
 * Uses the models until it is dismissed; each of its threads uses them until its last inference has returned.
 * Thread-safe.
 */
final class Crew {
    private final SharedModel model;
    private final SharedModel canary;
    private final Set<String> canaryCameras;
    private final LaneWork work;
    private final LaneSettings settings;
    private final LaneQueues queues;
    private final LaneMeters meters;
    private final LaneTap tap;
    private final AtomicBoolean dismissed = new AtomicBoolean();

    /**
     * @param canary analyzes the frames of {@code canaryCameras}; null when {@code model} analyzes all
     * @param tap hears of what was analyzed
     */
    Crew(
            SharedModel model,
            SharedModel canary,
            Set<String> canaryCameras,
            LaneWork work,
            LaneSettings settings,
            LaneQueues queues,
            LaneMeters meters,
            LaneTap tap) {
        this.model = model;
        this.canary = canary;
        this.canaryCameras = Set.copyOf(canaryCameras);
        this.work = work;
        this.settings = settings;
        this.queues = queues;
        this.meters = meters;
        this.tap = tap;
        enter();
    }

    /** A thread that is not started yet, and that must be started or {@link LaneThread#discard discarded}. */
    LaneThread newThread(int index) {
        enter();
        try {
            CrewLanes lanes = new CrewLanes(this, work, settings);
            return new LaneThread("hawkeye-lane-" + index, lanes, this, queues, meters, tap);
        } catch (RuntimeException e) {
            left();
            throw e;
        }
    }

    private void enter() {
        model.enter();
        if (canary != null) {
            canary.enter();
        }
    }

    /** A thread no longer uses the models. */
    void left() {
        model.leave();
        if (canary != null) {
            canary.leave();
        }
    }

    /** The model of all cameras that no other one has. */
    SharedModel model() {
        return model;
    }

    /** Null when there is none. */
    SharedModel canary() {
        return canary;
    }

    /** The model that analyzes the frames of a camera. */
    SharedModel modelOf(String camera) {
        return canary != null && canaryCameras.contains(camera) ? canary : model;
    }

    boolean isDismissed() {
        return dismissed.get();
    }

    /** Its threads end when they have finished what they are working on. A second call does nothing. */
    void dismiss() {
        if (dismissed.compareAndSet(false, true)) {
            queues.wake();
            left();
        }
    }
}
