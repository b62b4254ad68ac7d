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
 * Picks the frames that a lane gets among the waiting live frames of a partition, or among the lossless ones.
 *
 * <p>Usually the oldest ones. But when waiting live frames reach half of max-frame-age, the lanes are falling behind.
 * Continuing with the oldest would then show the past, each frame just before it is too old, or nothing at all when all
 * of them grow too old while they wait. So the lane skips to the newest frames, taking turns among the cameras of the
 * partition, and sheds live frames of that age that are not picked. Lossless frames are always picked oldest first, and
 * none is shed. Results are still forwarded in the order of the partition, whatever the order of analysis.
 */
final class LanePick {
    private final Shedding shedding;
    private final long nowMillis;

    LanePick(Shedding shedding, long nowMillis) {
        this.shedding = shedding;
        this.nowMillis = nowMillis;
    }

    /**
     * Removes frames from {@code waiting}: those that it returns, and those that it sheds, which get their result.
     *
     * @param waiting not empty, either all live or all lossless, in the order of the partition, except that frames to
     *     be analyzed alone come first
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
