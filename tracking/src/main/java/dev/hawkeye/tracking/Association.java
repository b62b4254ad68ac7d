package dev.hawkeye.tracking;

import dev.hawkeye.tracking.assignment.Assignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs the boxes of a frame with tracks, in stages, the clearest first. Pairs of a stage are final for the later ones;
 * within a stage, the sum of all costs is minimal. Keeps its buffers; not thread-safe.
 */
final class Association {
    private static final int NONE = -1;

    private final Assignment assignment = new Assignment();
    private final List<Integer> rows = new ArrayList<>();
    private final List<Integer> columns = new ArrayList<>();
    private double[] costs = {};
    private int[] thingOf = {};
    private int[] trackOf = {};
    private List<Track> tracks = List.of();
    private List<Thing> things = List.of();

    /** Starts with no pairs. */
    void begin(List<Track> newTracks, List<Thing> newThings) {
        tracks = newTracks;
        things = newThings;
        thingOf = noneFor(thingOf, tracks.size());
        trackOf = noneFor(trackOf, things.size());
    }

    private static int[] noneFor(int[] buffer, int size) {
        int[] enough = buffer.length < size ? new int[size] : buffer;
        Arrays.fill(enough, 0, size, NONE);
        return enough;
    }

    /** @return the index of the thing that shows a track; -1 if none does */
    int thingOf(int track) {
        return thingOf[track];
    }

    /** @return whether a thing shows a track */
    boolean isTaken(int thing) {
        return trackOf[thing] != NONE;
    }

    /**
     * Runs one stage over the remaining tracks and boxes.
     *
     * @param low minimum score of the boxes, inclusive
     * @param high maximum score of the boxes, exclusive
     * @param tentative whether tentative tracks take part
     */
    void match(Likeness likeness, double low, double high, boolean tentative) {
        rows.clear();
        columns.clear();
        for (int i = 0; i < tracks.size(); i++) {
            if (thingOf[i] == NONE && (tentative || tracks.get(i).isConfirmed())) {
                rows.add(i);
            }
        }
        for (int i = 0; i < things.size(); i++) {
            float score = things.get(i).score();
            if (trackOf[i] == NONE && score >= low && score < high) {
                columns.add(i);
            }
        }
        if (fillCosts(likeness)) {
            settle();
        }
    }

    /** @return whether any pair is possible */
    private boolean fillCosts(Likeness likeness) {
        int cells = rows.size() * columns.size();
        if (costs.length < cells) {
            costs = new double[cells];
        }
        boolean possible = false;
        int cell = 0;
        for (int row : rows) {
            Track track = tracks.get(row);
            for (int column : columns) {
                Thing thing = things.get(column);
                double cost = likeness.cost(track, thing);
                if (cost < Likeness.IMPOSSIBLE
                        && track.votes().hasAny(thing.votes()) == (likeness == Likeness.OTHER_CLASS)) {
                    cost = Likeness.IMPOSSIBLE;
                }
                possible |= cost < Likeness.IMPOSSIBLE;
                costs[cell++] = cost;
            }
        }
        return possible;
    }

    private void settle() {
        assignment.solve(costs, rows.size(), columns.size());
        for (int row = 0; row < rows.size(); row++) {
            int column = assignment.columnOf(row);
            if (column != Assignment.NONE && costs[row * columns.size() + column] < Likeness.IMPOSSIBLE) {
                thingOf[rows.get(row)] = columns.get(column);
                trackOf[columns.get(column)] = rows.get(row);
            }
        }
    }
}
