package dev.hawkeye.bench.faults;

import java.time.Duration;

/** The end of a run: everything that the undisturbed run left has arrived, or nothing arrives any more. */
record Ending(CampaignSettings settings, TestSite site, RunOutcome undisturbed) {
    private static final Duration QUIET = Duration.ofSeconds(45);
    private static final Duration AFTER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);

    void await(Input input) throws InterruptedException {
        site.feed().allow(input.rounds());
        while (!isComplete()) {
            if (site.observation().quiet().compareTo(QUIET) > 0) {
                site.complain("nothing came for " + QUIET.toSeconds() + " s, although not everything had arrived");
                return;
            }
            site.watch(PAUSE);
        }
        // For records that should not arrive.
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
