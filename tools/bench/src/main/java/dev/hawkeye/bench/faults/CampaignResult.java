package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.Outlets;
import java.util.List;
import java.util.Map;

/**
 * What a campaign showed.
 *
 * @param recoveries seconds to recover, of each injected fault
 * @param complaints what should not have happened, beside lost and differing records
 * @param outlets what became of events outside; null if there was neither notify nor clips
 */
record CampaignResult(
        Map<Fault, List<Double>> recoveries, List<String> complaints, Comparison comparison, Outlets outlets) {
    boolean good() {
        boolean done = outlets == null || outlets.areDone();
        return done && complaints.isEmpty() && comparison.same();
    }
}
