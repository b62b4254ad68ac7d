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
 * Injects faults one after the other. Each strikes at a random point of its part of the fed frames. Until it strikes the feed
 * goes at most one portion further, and when it has been injected one more: so there is work in flight when it strikes,
 * and work left to recover with, whatever went on meanwhile.
 *
 * @param portion rounds of the feed
 */
record FaultSequence(CampaignSettings settings, List<Fault> faults, int portion, Random random) {
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration PORTION_TIME = Duration.ofMinutes(2);

    /** What goes on beside the faults. */
    interface Company {
        /** Nothing does. */
        Company NONE = new Company() {
            @Override
            public void before() {}

            @Override
            public void after() {}
        };

        /** A fault is about to strike. */
        void before();

        /** The pipeline has recovered. */
        void after() throws InterruptedException;
    }

    /** Rounds that all of it takes. */
    int rounds() {
        return portion * (faults.stream().mapToInt(Fault::portions).sum() + 2);
    }

    /** @param recoveries takes the seconds to recover, of each fault */
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
