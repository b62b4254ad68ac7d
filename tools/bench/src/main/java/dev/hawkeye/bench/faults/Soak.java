package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import dev.hawkeye.testing.ServiceProcess;
import dev.hawkeye.testing.Vitals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;

/**
 * A long run with random faults all the time. One instance of each service lives through all of it, next to a peer that
 * is killed and stopped; broker and registry go away and come back. Nothing may be lost or differ, and the resources of
 * the survivors must not grow between the fifth minute and the end.
 */
final class Soak {
    private static final Duration WARM = Duration.ofMinutes(5);
    private static final Duration SAMPLE = Duration.ofSeconds(10);
    private static final Duration MAX_CALM = Duration.ofSeconds(20);
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final int FED_ROUNDS_PER_SECOND = 2;
    private static final int PICTURES_PER_SECOND = 5;
    private static final List<Fault> FAULTS = List.of(
            Fault.DETECTOR_KILLED,
            Fault.DETECTOR_ENDED,
            Fault.AGGREGATOR_KILLED,
            Fault.AGGREGATOR_ENDED,
            Fault.INGEST_KILLED,
            Fault.INGEST_ENDED,
            Fault.BROKER_STOPPED,
            Fault.BROKER_KILLED,
            Fault.REGISTRY_AWAY);

    private final CampaignSettings settings;
    private final Duration duration;
    private final Random random;
    private final long begin = System.nanoTime();
    private final Map<String, VitalsLog> survivors = new LinkedHashMap<>();
    private final Map<String, Vitals> warm = new LinkedHashMap<>();
    private final Map<Fault, List<Double>> recoveries = new EnumMap<>(Fault.class);
    private long sampled = begin;

    Soak(CampaignSettings settings, Duration duration, Random random) {
        this.settings = settings;
        this.duration = duration;
        this.random = random;
    }

    Input input() {
        int seconds = (int) duration.toSeconds();
        return new Input(FED_ROUNDS_PER_SECOND * seconds, PICTURES_PER_SECOND * seconds);
    }

    CampaignResult run(RunOutcome undisturbed) throws IOException, InterruptedException, ExecutionException {
        Input input = input();
        List<String> complaints;
        RunOutcome outcome;
        try (TestSite site = new TestSite(settings.alsoChecking(this::sample), input, "soak", false, false)) {
            for (ServiceProcess survivor : List.of(site.detector(), site.aggregator(), site.ingest())) {
                survivors.put(survivor.name(), new VitalsLog(survivor.process().pid()));
            }
            try {
                site.startPeers();
                injectAllTheTime(site, input);
                judge(site);
                new Ending(settings, site, undisturbed).await(input);
            } catch (IllegalStateException e) {
                site.complain(e.getMessage() + "\n" + site.logTails());
            }
            complaints = site.complaints();
            outcome = site.observation().outcome();
        }
        return new CampaignResult(
                recoveries, complaints, Comparison.of(outcome, undisturbed, !settings.exactlyOnce()), null);
    }

    private void injectAllTheTime(TestSite site, Input input)
            throws IOException, InterruptedException, ExecutionException {
        long last = 0;
        while (sinceBegin().compareTo(duration) < 0) {
            // The feed follows the clock, so that it lasts as long as the soak.
            last = Math.max(
                    last, FED_ROUNDS_PER_SECOND * sinceBegin().plus(MAX_CALM).toSeconds());
            site.feed().allow((int) Math.min(last, input.rounds()));
            site.watch(Duration.ofMillis(random.nextInt((int) MAX_CALM.toMillis())));
            Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
            double seconds = fault.injectInto(site, RECOVERY, () -> {});
            recoveries.computeIfAbsent(fault, f -> new ArrayList<>()).add(seconds);
            settings.progress()
                    .accept(String.format(
                            Locale.ROOT,
                            "  %d min: %s, recovered in %.1f s",
                            sinceBegin().toMinutes(),
                            fault.description(),
                            seconds));
        }
    }

    private void sample() {
        if (System.nanoTime() - sampled < SAMPLE.toNanos()) {
            return;
        }
        sampled = System.nanoTime();
        try {
            for (VitalsLog survivor : survivors.values()) {
                survivor.sample();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a surviving instance has died", e);
        }
        if (warm.isEmpty() && !survivors.isEmpty() && sinceBegin().compareTo(WARM) > 0) {
            survivors.forEach((name, log) -> {
                warm.put(name, log.now());
                settings.progress().accept("  at 5 min " + name + ": " + log.now());
            });
        }
    }

    private void judge(TestSite site) {
        warm.forEach((name, before) -> {
            Vitals after = survivors.get(name).now();
            String line = String.format(
                    Locale.ROOT,
                    "%s: %s at 5 min; %s at the end, memory %.2f times",
                    name,
                    before,
                    after,
                    after.memoryRatio(before));
            settings.progress().accept("  " + line);
            if (after.hasGrownSince(before)) {
                site.complain("grown: " + line);
            }
        });
        if (warm.isEmpty()) {
            site.complain("a soak must be longer than " + WARM.toMinutes() + " min to reveal leaks");
        }
    }

    private Duration sinceBegin() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
