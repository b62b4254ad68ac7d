package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.Outlets;
import java.util.List;
import java.util.Map;

/**
 * The result of a campaign.
 *
 * @param recoveries seconds to recover from each injected fault
 * @param complaints failures other than lost and differing records
 * @param outlets results of events outside the site; null without notify and clips
 */
record CampaignResult(
        Map<Fault, List<Double>> recoveries, List<String> complaints, Comparison comparison, Outlets outlets) {
    boolean good() {
        boolean done = outlets == null || outlets.areDone();
        return done && complaints.isEmpty() && comparison.same();
    }
}
