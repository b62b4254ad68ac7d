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
 * The results that the aggregator should have produced from the written detections while settings changed.
 *
 * <p><b>The problem.</b> An aggregator applies a change between two detections of a camera, and does not report between
 * which: only after the change was written and before it was acknowledged. The results depend on that.
 *
 * <p><b>The idea.</b> A replica gets the detections one by one. Where more than one revision may have been in effect,
 * each is tried from the previous state, and those whose results the run does not have are dropped. So at any moment
 * there is a set of hypotheses: the revision in effect, the state of the camera, the results sent. A hypothesis never
 * goes back to an older revision, and equal hypotheses are merged. If one is left at the end, the run equals what the
 * aggregator produces with each change applied at one of its possible points: exactly, without a tolerance. If none is
 * left, the run differs.
 *
 * <p>Not thread-safe.
 */
public final class ResultTruth {
    private final AggregatorReplica replica;
    private final RunOutcome outcome;
    private final List<String> complaints = new ArrayList<>();
    private int ambiguous;

    /**
     * The aggregator's settings from a change on.
     *
     * @param step the change; null for the settings at the start
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

    /** @param outcome the outcome of the run */
    public ResultTruth(AggregatorReplica replica, RunOutcome outcome) {
        this.replica = replica;
        this.outcome = outcome;
    }

    /** The number of detections for which more than one revision was possible at the time they were written. */
    public int ambiguous() {
        return ambiguous;
    }

    /** The cameras with results that no revision explains, and from which detection on. */
    public List<String> complaints() {
        return complaints;
    }

    /**
     * Determines the results of one camera.
     *
     * @param revisions the revisions that differ for the camera, the first being that at the start
     * @return the results that the run should have; if the run differs, those of the last hypothesis
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

    /** The index of the newest revision that must have been in effect. */
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
