package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.ToIntFunction;

/**
 * The fault harness: runs campaigns of faults against the services as real processes, and compares everything that they
 * leave on the topics with an undisturbed run of the same input. All randomness follows from the seed, except the speed
 * of the machine. Not thread-safe.
 */
public final class FaultBench {
    /** The first kill comes before the run is ready for the first time. */
    private static final int KILLS_FOR_ONE = 3;

    private final CampaignSettings settings;
    private final long seed;
    private final Map<Input, RunOutcome> undisturbed = new HashMap<>();
    private final FaultReport report = new FaultReport();

    /** Starts nothing yet. */
    public FaultBench(CampaignSettings settings, long seed) {
        this.settings = settings;
        this.seed = seed;
    }

    /** Runs one campaign per fault, so that a difference can be attributed. */
    public FaultReport oneByOne(List<Fault> faults, ToIntFunction<Fault> times)
            throws IOException, InterruptedException, ExecutionException {
        for (Fault fault : faults) {
            if (fault.strikesAll()) {
                killRun(times.applyAsInt(fault));
            } else {
                run(fault.id(), Collections.nCopies(times.applyAsInt(fault), fault));
            }
        }
        return report;
    }

    /**
     * Runs all faults in one campaign, in random order, but ingest faults first, while its folders still have pictures:
     * ingest keeps reading however long a fault lasts. Faults that hit everything at once get a campaign afterwards.
     */
    public FaultReport mixed(List<Fault> faults, int times)
            throws IOException, InterruptedException, ExecutionException {
        List<Fault> all = inOrder(faults, times);
        if (!all.isEmpty()) {
            run("mixed", all);
        }
        if (faults.stream().anyMatch(Fault::strikesAll)) {
            killRun(times * KILLS_FOR_ONE);
        }
        return report;
    }

    /** Runs all faults in one campaign, in the order of {@link #mixed}, while settings and models change. */
    public FaultReport changing(List<Fault> faults, int times)
            throws IOException, InterruptedException, ExecutionException {
        List<Fault> all = inOrder(faults, times);
        settings.progress().accept("changes: " + all.size() + " faults");
        report.add(new ChangesCampaign(settings, all, new Random(seed)).run());
        return report;
    }

    /** Injects random faults for this long, into peers of instances that must not grow. */
    public FaultReport soak(Duration duration) throws IOException, InterruptedException, ExecutionException {
        RunOutcome expected = undisturbed(new Soak(settings, duration, new Random(seed)).input());
        settings.progress().accept("soak of " + duration.toMinutes() + " min");
        report.add(new Soak(settings, duration, new Random(seed)).run(expected));
        return report;
    }

    private List<Fault> inOrder(List<Fault> faults, int times) {
        List<Fault> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            faults.stream().filter(fault -> !fault.strikesAll()).forEach(all::add);
        }
        Collections.shuffle(all, new Random(seed));
        all.sort(Comparator.comparing(FaultBench::needOfPictures));
        return all;
    }

    /** Orders faults that wait for a new picture first, then those that only restart ingest. */
    private static int needOfPictures(Fault fault) {
        if (fault.concernsIngest()) {
            return 0;
        }
        return fault.restartsIngest() ? 1 : 2;
    }

    private void run(String name, List<Fault> faults) throws IOException, InterruptedException, ExecutionException {
        Campaign campaign = new Campaign(settings, name, faults, new Random(seed));
        RunOutcome expected = undisturbed(campaign.input());
        settings.progress().accept(name + ": " + faults.size() + " faults");
        report.add(campaign.run(expected));
    }

    private void killRun(int kills) throws IOException, InterruptedException {
        settings.progress().accept(Fault.RUN_KILLED.id() + ": " + kills + " kills");
        report.add(new RunCampaign(settings, kills, new Random(seed)).run());
    }

    private RunOutcome undisturbed(Input input) throws IOException, InterruptedException {
        RunOutcome outcome = undisturbed.get(input);
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
