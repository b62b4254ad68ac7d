package dev.hawkeye.detector.lanes;

import dev.hawkeye.detector.meters.LaneMeters;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A generation of threads that analyze frames, and the model for each camera: one for all, or another one for some
 * cameras. Uses the models until it is dismissed; each of its threads uses them until its last inference has returned.
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
     * @param tap is notified of what was analyzed
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

    /** Creates a thread, which the caller must start or {@link LaneThread#discard discard}. */
    LaneThread newThread(int index) {
        enter();
        try {
            CrewLanes lanes = new CrewLanes(this, work, settings);
            return new LaneThread("hawkeye-lane-" + index, lanes, this, queues, meters, tap);
        } catch (RuntimeException | Error e) {
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

    /** The model of all cameras that have no other one. */
    SharedModel model() {
        return model;
    }

    /** Null if there is none. */
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

    /** Lets its threads end when they have finished their current work. A second call does nothing. */
    void dismiss() {
        if (dismissed.compareAndSet(false, true)) {
            queues.wake();
            left();
        }
    }
}
