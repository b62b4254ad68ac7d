package dev.hawkeye.bench.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * Injects faults one after the other. Each strikes at a random point of its part of the fed frames. Until then, the
 * feed runs at most one portion ahead, and one more after the injection. So there is always work in flight when a fault
 * strikes, and work left to recover with.
 *
 * @param portion rounds of the feed
 */
record FaultSequence(CampaignSettings settings, List<Fault> faults, int portion, Random random) {
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration PORTION_TIME = Duration.ofMinutes(2);

    /** Actions that accompany the faults. */
    interface Company {
        /** No actions. */
        Company NONE = new Company() {
            @Override
            public void before() {}

            @Override
            public void after() {}
        };

        /** Called when a fault is about to strike. */
        void before();

        /** Called when the pipeline has recovered. */
        void after() throws InterruptedException;
    }

    /** The total number of rounds. */
    int rounds() {
        return portion * (faults.stream().mapToInt(Fault::portions).sum() + 2);
    }

    /** @param recoveries receives the seconds to recover from each fault */
    void injectInto(TestSite site, Company company, Map<Fault, List<Double>> recoveries)
            throws IOException, InterruptedException, ExecutionException {
        int begin = 0;
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            int point = begin + random.nextInt(portion);
            int end = point + fault.portions() * portion;
            site.feed().allow(point + portion);
            site.until(
                    "round " + point + " is detected",
                    PORTION_TIME,
                    () -> site.observation().completeRounds() >= point);
            company.before();
            double seconds = fault.injectInto(site, RECOVERY, () -> site.feed().allow(end));
            begin += fault.portions() * portion;
            recoveries.computeIfAbsent(fault, f -> new ArrayList<>()).add(seconds);
            settings.progress()
                    .accept(String.format(
                            Locale.ROOT,
                            "  %d of %d: %s at round %d, recovered in %.1f s",
                            i + 1,
                            faults.size(),
                            fault.description(),
                            point,
                            seconds));
            company.after();
        }
    }
}
