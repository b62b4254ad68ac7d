package dev.hawkeye.testing.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * The fault harness: runs campaigns of faults against the services as real processes, and compares all that they leave
 * on the topics with an undisturbed run of the same input. Whatever is random follows from the seed, except the speed
 * of the machine. Used by one thread.
 */
public final class FaultBench {
    private final Settings settings;
    private final long seed;
    private final Map<Input, Outcome> undisturbed = new HashMap<>();
    private final FaultReport report = new FaultReport();

    /** Starts nothing yet. */
    public FaultBench(Settings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
    }

    /** A campaign for each of the faults, so that a difference has a name. */
    public FaultReport oneByOne(List<Fault> faults, int times)
            throws IOException, InterruptedException, ExecutionException {
        for (Fault fault : faults) {
            run(fault.id(), Collections.nCopies(times, fault));
        }
        return report;
    }

    /** All faults in one campaign, in random order. */
    public FaultReport mixed(List<Fault> faults, int times)
            throws IOException, InterruptedException, ExecutionException {
        List<Fault> all = new ArrayList<>();
        List<Fault> early = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            faults.forEach(fault -> (fault.concernsIngest() ? early : all).add(fault));
        }
        Random random = new Random(seed);
        Collections.shuffle(all, random);
        // Ingest's folders come to their end sooner than the feed.
        for (Fault fault : early) {
            all.add(random.nextInt(all.size() / 2 + 1), fault);
        }
        run("mixed", all);
        return report;
    }

    /** Faults at random for so long, on peers of instances that must not grow. */
    public FaultReport soak(Duration duration) throws IOException, InterruptedException, ExecutionException {
        Outcome expected = undisturbed(new Soak(settings, duration, new Random(seed)).input());
        settings.progress().accept("soak of " + duration.toMinutes() + " min");
        report.add(new Soak(settings, duration, new Random(seed)).run(expected));
        return report;
    }

    private void run(String name, List<Fault> faults) throws IOException, InterruptedException, ExecutionException {
        Campaign campaign = new Campaign(settings, name, faults, new Random(seed));
        Outcome expected = undisturbed(campaign.input());
        settings.progress().accept(name + ": " + faults.size() + " faults");
        report.add(campaign.run(expected));
    }

    private Outcome undisturbed(Input input) throws IOException, InterruptedException {
        Outcome outcome = undisturbed.get(input);
        if (outcome == null) {
            settings.progress().accept("undisturbed run of " + input.frames() + " frames");
            outcome = Campaign.undisturbed(settings, input, "undisturbed-" + undisturbed.size());
            settings.progress()
                    .accept("  " + outcome.windows.size() + " final windows, " + outcome.events.size() + " events, "
                            + outcome.keyframes.size() + " keyframes");
            undisturbed.put(input, outcome);
        }
        return outcome;
    }
}
