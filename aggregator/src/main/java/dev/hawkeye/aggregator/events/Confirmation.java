package dev.hawkeye.aggregator.events;

import dev.hawkeye.aggregator.input.Sighting;
import dev.hawkeye.aggregator.state.RecentFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The frames that confirm an event of one class.
 *
 * @param frames those of the last analyzed frames that show the class, in the order in which they came, never empty;
 *     after a clock was set back, later ones have earlier times
 */
record Confirmation(List<Confirmation.Candidate> frames) {

    /** A confirming frame and its sighting of the class. */
    record Candidate(RecentFrame frame, Sighting seen) {}

    /** The highest confidence wins, then the frame with more objects, then the earlier frame. */
    private static final Comparator<Candidate> BETTER = Comparator.<Candidate>comparingDouble(c -> c.seen.confidence())
            .thenComparingInt(c -> c.frame.getObjects().size());

    /**
     * Looks for a confirmation.
     *
     * @param least minimum score of a sighting that counts
     * @param needed how many frames must show the class
     * @param lastEnd end of the class's last event, or null; sightings up to then belong to that event
     */
    static Optional<Confirmation> find(
            List<RecentFrame> recent, String className, float least, int needed, Long lastEnd) {
        List<Candidate> frames = new ArrayList<>();
        for (RecentFrame frame : recent) {
            if (lastEnd == null || frame.getCaptureTime() > lastEnd) {
                Sighting.of(frame, className)
                        .filter(seen -> seen.confidence() >= least)
                        .ifPresent(seen -> frames.add(new Candidate(frame, seen)));
            }
        }
        return frames.size() >= needed ? Optional.of(new Confirmation(frames)) : Optional.empty();
    }

    /** Capture time of the first sighting, ms since the epoch. */
    long start() {
        return frames.stream().mapToLong(c -> c.frame.getCaptureTime()).min().orElseThrow();
    }

    /** Capture time of the last sighting, ms since the epoch. */
    long end() {
        return frames.stream().mapToLong(c -> c.frame.getCaptureTime()).max().orElseThrow();
    }

    int peak() {
        return frames.stream().mapToInt(c -> c.seen.objects()).max().orElseThrow();
    }

    float confidence() {
        return best().seen.confidence();
    }

    /** The frame that shows the class best. */
    Candidate best() {
        Candidate best = frames.get(0);
        for (Candidate candidate : frames) {
            if (BETTER.compare(candidate, best) > 0) {
                best = candidate;
            }
        }
        return best;
    }
}
