package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.Ledger;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import dev.hawkeye.bench.faults.truth.AggregatorReplica;
import dev.hawkeye.bench.faults.truth.Bounds;
import dev.hawkeye.bench.faults.truth.ChangesJudge;
import dev.hawkeye.bench.faults.truth.ModelTruth;
import dev.hawkeye.bench.faults.truth.ResultTruth;
import dev.hawkeye.bench.faults.truth.SiteStep;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.testing.ServiceProcess;
import dev.hawkeye.vision.onnx.ModelDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A run with faults during which, around each fault, the cameras' settings change twice and the model once: before it
 * strikes, while it lasts, or during recovery. Every service must apply the latest change, and the results of the run
 * must match {@link ChangesJudge}. Not thread-safe.
 */
final class ChangesCampaign {
    private static final int PORTION = 16;
    private static final int PICTURES_PER_FAULT = 40;
    private static final Duration WRITING = Duration.ofMinutes(2);
    private static final Duration ACKNOWLEDGING = Duration.ofSeconds(90);
    private static final Duration QUIET = Duration.ofSeconds(60);
    private static final Duration AGGREGATING = Duration.ofSeconds(90);
    private static final Duration AFTER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final List<String> OTHER_CLASSES = List.of("green", "red", "blue");

    private final CampaignSettings settings;
    private final Random random;
    private final FaultSequence sequence;
    private final int faults;
    private final Map<Fault, List<Double>> recoveries = new EnumMap<>(Fault.class);
    private final List<SiteStep> steps = new ArrayList<>();

    ChangesCampaign(CampaignSettings settings, List<Fault> faults, Random random) {
        this.settings = settings;
        this.random = random;
        this.faults = faults.size();
        this.sequence = new FaultSequence(settings, faults, PORTION, random);
    }

    CampaignResult run() throws IOException, InterruptedException, ExecutionException {
        Input input = Input.ofChanges(sequence.rounds(), PICTURES_PER_FAULT * (faults + 1));
        try (TestSite site = new TestSite(settings, input, "changes", false, false);
                Operator operator = new Operator(site)) {
            Ledger ledger = new Ledger(TestSite.TOPICS, site.schemas());
            site.observation().tell(ledger::take);
            Path other = SiteConfig.blocks(site.directory(), OTHER_CLASSES);
            try {
                sequence.injectInto(site, new Changes(site, operator, other), recoveries);
                site.feed().allow(input.rounds());
                awaitEnd(site, input, operator);
                new HistoryCheck(site).run();
            } catch (IllegalStateException e) {
                site.complain(e.getMessage() + "\n" + site.logTails());
            }
            RunOutcome expected =
                    judge(site, ledger, pictures(input, site.observation().outcome()), other);
            RunOutcome outcome = site.observation().outcome();
            return new CampaignResult(recoveries, site.complaints(), Comparison.of(outcome, expected, false), null);
        }
    }

    /** The operator's actions around each fault. */
    private final class Changes implements FaultSequence.Company {
        private final TestSite site;
        private final Operator operator;
        private final SettingsPlan plan;
        private final List<Path> models;
        private final List<Future<SiteStep>> begun = new ArrayList<>();
        private int modelsUsed;

        Changes(TestSite site, Operator operator, Path other) {
            this.site = site;
            this.operator = operator;
            this.plan = new SettingsPlan(site.folders());
            this.models = List.of(other, site.config().read().detector().model());
        }

        @Override
        public void before() {
            begun.add(operator.change(plan.next(), upTo(Duration.ofMillis(1_500))));
            Path model = models.get(modelsUsed % models.size());
            begun.add(operator.use(model, modelsUsed % 4 > 1, upTo(Duration.ofMillis(1_500))));
            modelsUsed++;
            begun.add(operator.change(plan.next(), upTo(Duration.ofMillis(2_500))));
        }

        private Duration upTo(Duration longest) {
            return Duration.ofMillis(random.nextInt((int) longest.toMillis()));
        }

        @Override
        public void after() throws InterruptedException {
            List<SiteStep> written = new ArrayList<>();
            for (Future<SiteStep> each : begun) {
                site.until("a change is written", WRITING, each::isDone);
                written.add(of(each));
            }
            begun.clear();
            List<ServiceProcess> running = site.running();
            List<ServiceProcess> detectors = running.stream()
                    .filter(service -> service.name().startsWith(site.detector().name()))
                    .toList();
            long since = System.nanoTime();
            Future<Bounds> acknowledged = operator.acknowledgement(running, detectors);
            site.until("all services have applied the changes", ACKNOWLEDGING, acknowledged::isDone);
            Bounds after = of(acknowledged);
            for (SiteStep step : written) {
                steps.add(step.acknowledged(after));
                settings.progress().accept("    " + step.what());
            }
            settings.progress()
                    .accept(String.format(
                            Locale.ROOT,
                            "    applied by all %d services %.1f s later",
                            running.size(),
                            (System.nanoTime() - since) / 1e9));
        }
    }

    private static <T> T of(Future<T> done) throws InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the operator failed: " + e.getCause(), e);
        }
    }

    private static void awaitEnd(TestSite site, Input input, Operator operator) throws InterruptedException {
        RunOutcome outcome = site.observation().outcome();
        while (!outcome.fates.keySet().containsAll(pictures(input, outcome)) || outcome.lacksFates()) {
            if (site.observation().quiet().compareTo(QUIET) > 0) {
                site.complain("nothing arrived for " + QUIET.toSeconds() + " s, although records are missing");
                return;
            }
            site.watch(PAUSE);
        }
        boolean aggregated = false;
        long begin = System.nanoTime();
        while (!aggregated && System.nanoTime() - begin < AGGREGATING.toNanos()) {
            Future<Bounds> where = operator.where();
            site.until("Kafka returns the aggregator's position", AGGREGATING, where::isDone);
            aggregated = of(where).isAggregated();
        }
        if (!aggregated) {
            site.complain("not all detections were aggregated in " + AGGREGATING.toSeconds() + " s");
        }
        site.watch(AFTER);
    }

    /**
     * The pictures that must have become frames: all of them; of the folder that is removed, those up to the last one
     * that did.
     */
    private static Set<RunOutcome.Picture> pictures(Input input, RunOutcome outcome) {
        Map<String, Integer> counts = new HashMap<>();
        for (int camera = 0; camera < Input.CAMERAS; camera++) {
            counts.put(Input.fed(camera), input.rounds());
        }
        for (int folder = 0; folder < input.folders(); folder++) {
            counts.put(Input.folder(folder), folder == Input.REMOVED ? 0 : input.pictures());
        }
        for (RunOutcome.Picture sent : outcome.frames.values()) {
            if (sent != null && sent.camera().equals(Input.folder(Input.REMOVED))) {
                counts.merge(sent.camera(), (int) sent.index() + 1, Math::max);
            }
        }
        Set<RunOutcome.Picture> pictures = new HashSet<>();
        counts.forEach((camera, count) -> {
            for (int index = 0; index < count; index++) {
                pictures.add(new RunOutcome.Picture(camera, index));
            }
        });
        return pictures;
    }

    private RunOutcome judge(TestSite site, Ledger ledger, Set<RunOutcome.Picture> pictures, Path other) {
        HawkeyeConfig config = site.config().read();
        Path first = config.detector().model();
        RunOutcome outcome = site.observation().outcome();
        try (ModelTruth truth =
                        new ModelTruth(List.of(first, other), config.detector().limits());
                AggregatorReplica replica = new AggregatorReplica(
                        config.aggregator(),
                        TestSite.TOPICS,
                        site.schemas(),
                        ledger::record,
                        site.directory().resolve("replica"))) {
            ResultTruth results = new ResultTruth(replica, outcome);
            ChangesJudge judge =
                    new ChangesJudge(ledger, outcome, truth, results, steps, site::config, ModelDigest.ofFile(first));
            RunOutcome expected = judge.expected(pictures);
            results.complaints().forEach(site::complain);
            settings.progress()
                    .accept(String.format(
                            Locale.ROOT,
                            "  %d changes; more than one model or choice of classes was possible for %d of %d detections,"
                                    + " and more than one scene for %d",
                            steps.size(),
                            judge.ambiguous(),
                            outcome.detections.size(),
                            results.ambiguous()));
            return expected;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
