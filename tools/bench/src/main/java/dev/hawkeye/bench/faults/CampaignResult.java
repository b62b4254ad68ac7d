package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.outcome.Comparison;
import java.util.List;
import java.util.Map;

/**
 * What a campaign showed.
 *
 * @param recoveries seconds to recover, of each injected fault
 * @param complaints what should not have happened, beside lost and differing records
 */
record CampaignResult(Map<Fault, List<Double>> recoveries, List<String> complaints, Comparison comparison) {
    boolean good() {
        return complaints.isEmpty() && comparison.same();
    }
}
