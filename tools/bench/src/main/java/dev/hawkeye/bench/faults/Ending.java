package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import java.time.Duration;

/** The end of a run: all results of the undisturbed run have arrived, or never will. */
record Ending(CampaignSettings settings, TestSite site, RunOutcome undisturbed) {
    /** Time without any record after which to give up when a frame is known to be lost. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private static final Duration QUIET = Duration.ofSeconds(45);
    private static final Duration AFTER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    void await(Input input) throws InterruptedException {
        site.feed().allow(input.rounds());
        while (!isComplete()) {
            Duration quiet = site.observation().quiet();
            if (quiet.compareTo(SETTLED) > 0 && site.observation().outcome().hasPassedOver()) {
                site.complain("frames were skipped");
                return;
            }
            if (quiet.compareTo(QUIET) > 0) {
                site.complain("nothing arrived for " + QUIET.toSeconds() + " s, although records are missing");
                return;
            }
            site.watch(PAUSE);
        }
        // Wait for records that should not arrive.
        site.watch(AFTER);
    }

    private boolean isComplete() {
        RunOutcome outcome = site.observation().outcome();
        return outcome.fates.keySet().containsAll(undisturbed.fates.keySet())
                && outcome.windows.keySet().containsAll(undisturbed.windows.keySet())
                && outcome.events.keySet().containsAll(undisturbed.events.keySet())
                && Comparison.of(outcome, undisturbed, !settings.exactlyOnce()).lost() == 0;
    }
}
