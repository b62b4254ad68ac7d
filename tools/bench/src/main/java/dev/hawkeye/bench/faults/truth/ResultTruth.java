package dev.hawkeye.bench.faults.truth;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.bench.faults.outcome.Ledger;
import dev.hawkeye.bench.faults.outcome.Result;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the aggregator should have made out of the detections that were written, with settings that changed meanwhile.
 *
 * <p><b>The problem.</b> An aggregator takes a change over between two detections of a camera, and does not say between which: only
 * that it was after the change was written and before it was acknowledged. The results differ with that.
 *
 * <p><b>The idea.</b> A replica gets the detections one by one. Where more than one revision can have been in effect, each is tried
 * from the state before, and those whose results the run did not have are dropped. So at any moment there is a set of
 * hypotheses: which revision is in effect, what is known of the camera, what has been sent. They never go back to an older
 * revision, and those that agree in everything are one. If one is left at the end, the run is what the aggregator makes
 * with each change applied at one of the places where it may be: exact, and not within a tolerance. If none is left, the run
 * differs.
 *
 * <p>Used by one thread.
 */
public final class ResultTruth {
    private final AggregatorReplica replica;
    private final RunOutcome outcome;
    private final List<String> complaints = new ArrayList<>();
    private int ambiguous;

    /**
     * Settings of the aggregator from a change on.
     *
     * @param step null for those of the start
     */
    public record Revision(SiteStep step, AggregatorConfig config) {
        private boolean mayHold(Ledger.Written written) {
            return step == null || !step.isAfterAggregation(written.partition(), written.offset());
        }

        private boolean mustHold(Ledger.Written written) {
            return step == null || step.isBeforeAggregation(written.partition(), written.offset());
        }
    }

    private record Hypothesis(int revision, CameraState state, List<Result> results) {
        Hypothesis after(int nextRevision, CameraState nextState, List<Result> made) {
            List<Result> all = results;
            if (!made.isEmpty()) {
                all = new ArrayList<>(results);
                all.addAll(made);
            }
            return new Hypothesis(nextRevision, nextState, all);
        }
    }

    /** @param outcome of the run */
    public ResultTruth(AggregatorReplica replica, RunOutcome outcome) {
        this.replica = replica;
        this.outcome = outcome;
    }

    /** Detections for which more than one revision was possible, when each was written. */
    public int ambiguous() {
        return ambiguous;
    }

    /** Which cameras have results that no revision explains, and from which detection on. */
    public List<String> complaints() {
        return complaints;
    }

    /**
     * The results of one camera.
     *
     * @param revisions those that differ for it, the first being that of the start
     * @return those that the run should have; if it has others, those of the last hypothesis
     */
    public List<Result> of(String camera, List<Revision> revisions, List<Ledger.Written> detections) {
        List<Hypothesis> hypotheses = List.of(new Hypothesis(0, null, List.of()));
        boolean lost = false;
        for (Ledger.Written written : detections) {
            int first = first(revisions, written);
            int last = last(revisions, written);
            if (last > first) {
                ambiguous++;
            }
            Set<Hypothesis> consistent = new LinkedHashSet<>();
            Set<Hypothesis> others = new LinkedHashSet<>();
            for (Hypothesis before : hypotheses) {
                for (int revision = Math.max(first, before.revision); revision <= last; revision++) {
                    List<Result> made = make(before.state, revisions.get(revision), written);
                    boolean happened = made.stream().allMatch(outcome::has);
                    (happened ? consistent : others).add(before.after(revision, replica.state(camera), made));
                }
            }
            if (consistent.isEmpty() && !lost) {
                lost = true;
                complaints.add(camera + ": no settings explain what followed from frame "
                        + written.detection().getSequence() + " of "
                        + written.detection().getCaptureTime());
            }
            hypotheses = List.copyOf(consistent.isEmpty() ? others : consistent);
        }
        return hypotheses.stream()
                .map(Hypothesis::results)
                .max((left, right) -> Integer.compare(left.size(), right.size()))
                .orElse(List.of());
    }

    /** The newest revision that must have been in effect. */
    private static int first(List<Revision> revisions, Ledger.Written written) {
        int newest = revisions.size() - 1;
        while (!revisions.get(newest).mustHold(written)) {
            newest--;
        }
        return newest;
    }

    private static int last(List<Revision> revisions, Ledger.Written written) {
        int newest = revisions.size() - 1;
        while (!revisions.get(newest).mayHold(written)) {
            newest--;
        }
        return newest;
    }

    private List<Result> make(CameraState before, Revision revision, Ledger.Written written) {
        replica.use(revision.config());
        replica.state(written.detection().getCamera(), before);
        return replica.take(written);
    }
}
