package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.Outlets;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/** One run of the pipeline with a {@link FaultSequence}, compared with one without faults. */
final class Campaign {
    /** Length of a portion, in rounds of the feed. */
    static final int PORTION = 8;

    private static final int PICTURES_AT_LEAST = 60;
    private static final int PICTURES_PER_PORTION = 15;

    private static final Duration UNDISTURBED = Duration.ofMinutes(30);
    private static final Duration QUIET = Duration.ofSeconds(45);
    private static final Duration AFTER = Duration.ofSeconds(2);

    private final CampaignSettings settings;
    private final String name;
    private final List<Fault> faults;
    private final Random random;
    private final Map<Fault, List<Double>> recoveries = new EnumMap<>(Fault.class);

    /**
     * @param name the name of the files that the campaign leaves
     * @param faults the faults in the order of injection
     */
    Campaign(CampaignSettings settings, String name, List<Fault> faults, Random random) {
        this.settings = settings;
        this.name = name;
        this.faults = faults;
        this.random = random;
    }

    Input input() {
        int portions = 0;
        int withPictures = 0;
        for (Fault fault : faults) {
            portions += fault.portions();
            if (fault.restartsIngest()) {
                withPictures = portions;
            }
        }
        return new Input(PORTION * (portions + 2), Math.max(PICTURES_AT_LEAST, PICTURES_PER_PORTION * withPictures));
    }

    /** Runs the input without faults, and waits until no more records arrive. */
    static RunOutcome undisturbed(CampaignSettings settings, Input input, String name)
            throws IOException, InterruptedException {
        try (TestSite site = new TestSite(settings, input, name, true, false)) {
            site.feed().allow(input.rounds());
            site.until("everything is detected", UNDISTURBED, () -> isDetected(site, input));
            site.until(
                    "no more records arrive",
                    UNDISTURBED,
                    () -> site.observation().quiet().compareTo(AFTER) > 0);
            RunOutcome outcome = site.observation().outcome();
            if (outcome.unchanged == 0) {
                throw new IllegalStateException(
                        "no frame was unchanged in the undisturbed run, so gates are not tested");
            }
            if (!outcome.hasCrossings(SiteConfig.LINE)) {
                throw new IllegalStateException(
                        "no object crossed a line in the undisturbed run, so it proves nothing");
            }
            return outcome;
        }
    }

    private static boolean isDetected(TestSite site, Input input) {
        if (site.observation().quiet().compareTo(QUIET) > 0) {
            throw new IllegalStateException("the undisturbed run is stuck\n" + site.logTails());
        }
        return site.observation().outcome().fates.size() == input.frames();
    }

    CampaignResult run(RunOutcome undisturbed) throws IOException, InterruptedException, ExecutionException {
        Input input = input();
        List<String> complaints;
        RunOutcome outcome;
        Outlets outlets;
        try (TestSite site = new TestSite(settings, input, name, false, true)) {
            try {
                new FaultSequence(settings, faults, PORTION, random)
                        .injectInto(site, FaultSequence.Company.NONE, recoveries);
                new Ending(settings, site, undisturbed).await(input);
                new HistoryCheck(site).run();
                site.until(
                        "each event is delivered and has its clip",
                        QUIET,
                        () -> site.outlets().areDone());
                site.outlets().told().complaints().forEach(site::complain);
                site.outlets().filmed().complaints().forEach(site::complain);
                if (site.outlets().filmed().stored() == 0) {
                    site.complain("no clip was stored, so clips are not tested");
                }
            } catch (IllegalStateException e) {
                site.complain(e.getMessage() + "\n" + site.logTails());
            }
            complaints = site.complaints();
            outcome = site.observation().outcome();
            outlets = site.outlets();
        }
        return new CampaignResult(
                recoveries, complaints, Comparison.of(outcome, undisturbed, !settings.exactlyOnce()), outlets);
    }
}
