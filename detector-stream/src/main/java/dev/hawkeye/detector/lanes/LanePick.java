package dev.hawkeye.detector.lanes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Picks which of the waiting live frames of a partition, or of the lossless ones, a lane gets.
 *
 * <p>Usually the oldest. But when live frames have waited until they are half of max-frame-age old, the lanes do not
 * keep up, and continuing with the oldest would show the past, each frame just before it is too old, or nothing at all
 * when all of them grow too old while they wait. So the lane skips to the newest, in turns among the cameras of the
 * partition, and live frames that have waited that long and are not picked are shed. Lossless frames are always picked
 * oldest first, and none is shed. Results still leave in the order of the partition, whatever the order of analysis.
 */
final class LanePick {
    private final Shedding shedding;
    private final long nowMillis;

    LanePick(Shedding shedding, long nowMillis) {
        this.shedding = shedding;
        this.nowMillis = nowMillis;
    }

    /**
     * Removes frames from {@code waiting}: those that are returned, and those that are shed, which get their result.
     *
     * @param waiting not empty, all live or none, in the order of the partition, those to be analyzed alone before all
     *     others
     * @param most maximum frames to return, at least 1
     */
    List<FrameTask> from(Deque<FrameTask> waiting, int most) {
        FrameTask oldest = waiting.getFirst();
        if (oldest.alone) {
            return List.of(waiting.removeFirst());
        }
        boolean behind = waiting.stream().anyMatch(this::isOverdue);
        List<FrameTask> chosen = behind ? inTurns(waiting, most) : first(waiting, most);
        Set<FrameTask> leaving = new HashSet<>(chosen);
        waiting.removeIf(leaving::contains);
        if (behind) {
            chosen.removeIf(frame -> shedding.isTooOld(frame.age(nowMillis)) && shed(frame));
            waiting.removeIf(frame -> isOverdue(frame) && shed(frame));
        }
        return chosen;
    }

    private boolean isOverdue(FrameTask frame) {
        return frame.live() && shedding.isOverdue(frame.age(nowMillis));
    }

    private boolean shed(FrameTask frame) {
        frame.shed(shedding.whileWaiting(frame.age(nowMillis)));
        return true;
    }

    private static List<FrameTask> first(Deque<FrameTask> waiting, int most) {
        List<FrameTask> chosen = new ArrayList<>(most);
        for (FrameTask frame : waiting) {
            if (chosen.size() == most) {
                break;
            }
            chosen.add(frame);
        }
        return chosen;
    }

    private static List<FrameTask> inTurns(Deque<FrameTask> waiting, int most) {
        Map<String, Deque<FrameTask>> cameras = new LinkedHashMap<>();
        for (FrameTask frame : waiting) {
            cameras.computeIfAbsent(frame.camera(), camera -> new ArrayDeque<>())
                    .addFirst(frame);
        }
        List<FrameTask> chosen = new ArrayList<>(most);
        while (chosen.size() < most && cameras.values().stream().anyMatch(of -> !of.isEmpty())) {
            for (Deque<FrameTask> of : cameras.values()) {
                if (chosen.size() < most && !of.isEmpty()) {
                    chosen.add(of.removeFirst());
                }
            }
        }
        return chosen;
    }
}
