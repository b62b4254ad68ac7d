package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.Told;
import java.util.List;
import java.util.Map;

/**
 * What a campaign showed.
 *
 * @param recoveries seconds to recover, of each injected fault
 * @param complaints what should not have happened, beside lost and differing records
 * @param told what the receiver of alarms was told; null if there was none
 */
record CampaignResult(Map<Fault, List<Double>> recoveries, List<String> complaints, Comparison comparison, Told told) {
    boolean good() {
        boolean allTold = told == null || told.untold() == 0;
        return allTold && complaints.isEmpty() && comparison.same();
    }
}
