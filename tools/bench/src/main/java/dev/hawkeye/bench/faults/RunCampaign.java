package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.Observation;
import dev.hawkeye.bench.faults.outcome.RunOutcome;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.testing.LogTail;
import dev.hawkeye.testing.Ports;
import dev.hawkeye.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Kills the one-process edition with its own Kafka, and restarts it on the same directory: every third time during its
 * startup, including the very first, otherwise some seconds after it was ready. Its cameras are lossless folders;
 * everything that it leaves on the topics is compared with an undisturbed run. Not thread-safe.
 */
final class RunCampaign {
    private static final int FOLDERS = 3;
    private static final int PICTURES_AT_LEAST = 100;
    private static final int PICTURES_PER_KILL = 20;
    private static final Duration MAX_START = Duration.ofSeconds(8);
    private static final Duration MAX_CALM = Duration.ofSeconds(8);
    private static final int ONE_START_IN = 3;
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration QUIET = Duration.ofSeconds(90);
    private static final Duration AFTER = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private final CampaignSettings settings;
    private final int kills;
    private final Random random;
    private final Input input;
    private final List<Double> recoveries = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    RunCampaign(CampaignSettings settings, int kills, Random random) {
        this.settings = settings;
        this.kills = kills;
        this.random = random;
        this.input = new Input(0, Math.max(PICTURES_AT_LEAST, kills * PICTURES_PER_KILL), FOLDERS, false);
    }

    CampaignResult run() throws IOException, InterruptedException {
        settings.progress().accept("undisturbed run of " + input.frames() + " frames");
        RunOutcome undisturbed;
        try (WholeRun process = new WholeRun("run-undisturbed", true)) {
            process.start();
            process.observe();
            process.awaitEnd(() -> process.outcome().fates.size() == input.frames());
            undisturbed = process.outcome();
        }
        RunOutcome outcome;
        try (WholeRun process = new WholeRun(Fault.RUN_KILLED.id(), false)) {
            try {
                killAllTheTime(process);
                process.awaitEnd(() -> isComplete(process.outcome(), undisturbed));
            } catch (IllegalStateException e) {
                complain(e.getMessage() + "\n" + LogTail.of(process.service.log()));
            }
            outcome = process.outcome();
        }
        Map<Fault, List<Double>> seconds = new EnumMap<>(Fault.class);
        seconds.put(Fault.RUN_KILLED, recoveries);
        return new CampaignResult(
                seconds, complaints, Comparison.of(outcome, undisturbed, !settings.exactlyOnce()), null);
    }

    private void killAllTheTime(WholeRun process) throws IOException, InterruptedException {
        for (int kill = 0; kill < kills; kill++) {
            process.start();
            if (kill % ONE_START_IN == 0) {
                Duration moment = upTo(MAX_START);
                process.watch(moment);
                process.kill();
                report(kill, "killed " + seconds(moment) + " s after its start");
            } else {
                double recovered = process.observe();
                recoveries.add(recovered);
                Duration moment = upTo(MAX_CALM);
                process.watch(moment);
                process.kill();
                report(
                        kill,
                        String.format(
                                Locale.ROOT,
                                "ready after %.1f s, killed %s s later; %d fates",
                                recovered,
                                seconds(moment),
                                process.outcome().fates.size()));
            }
        }
        process.start();
        recoveries.add(process.observe());
    }

    private Duration upTo(Duration longest) {
        return Duration.ofMillis(random.nextInt((int) longest.toMillis()));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
    }

    private void report(int kill, String what) {
        settings.progress().accept("  " + (kill + 1) + " of " + kills + ": " + what);
    }

    private void complain(String what) {
        complaints.add(what);
        settings.progress().accept("  " + what);
    }

    private boolean isComplete(RunOutcome outcome, RunOutcome undisturbed) {
        return outcome.fates.keySet().containsAll(undisturbed.fates.keySet())
                && outcome.windows.keySet().containsAll(undisturbed.windows.keySet())
                && outcome.events.keySet().containsAll(undisturbed.events.keySet());
    }

    /** The program on its directory, and the results read from it across restarts. */
    private final class WholeRun implements AutoCloseable {
        private final ServiceProcess service;
        private final String bootstrapServers = Ports.HOST + ":" + Ports.free();
        private final SchemaRegistry schemas;
        private Observation observation;
        private long started;

        WholeRun(String name, boolean undisturbed) throws IOException {
            Path directory = Files.createDirectories(settings.directory().resolve(name));
            SiteConfig yaml =
                    new SiteConfig(settings, bootstrapServers, "", input.writeFolders(directory), undisturbed, "");
            Path config = Files.writeString(directory.resolve("site.yaml"), yaml.text(directory));
            service = new ServiceProcess("run", settings.command("run"), config, directory);
            schemas = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, service.url()));
        }

        void start() throws IOException {
            service.start();
            started = System.nanoTime();
        }

        void kill() {
            service.process().kill();
        }

        RunOutcome outcome() {
            return observation == null ? new RunOutcome() : observation.outcome();
        }

        /**
         * Waits until it is ready, and reads its topics from then on.
         *
         * @return seconds since its start
         */
        double observe() throws InterruptedException {
            until("run is ready", START, () -> {
                try {
                    return service.ready();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted", e);
                }
            });
            double seconds = (System.nanoTime() - started) / 1e9;
            if (observation == null) {
                // Schemas requested once are cached while the registry is away.
                for (int id = 1;
                        id <= Set.copyOf(TestSite.TOPICS.schemas().values()).size();
                        id++) {
                    schemas.schemaOf(id);
                }
                observation = new Observation(bootstrapServers, TestSite.TOPICS, schemas);
            }
            return seconds;
        }

        /** Waits until everything has arrived, and for records that should not. */
        void awaitEnd(BooleanSupplier complete) throws InterruptedException {
            long begin = System.nanoTime();
            while (!complete.getAsBoolean()) {
                // The quiet time before is the startup.
                boolean waited = System.nanoTime() - begin > QUIET.toNanos();
                if (waited && observation.quiet().compareTo(QUIET) > 0) {
                    throw new IllegalStateException(
                            "nothing arrived for " + QUIET.toSeconds() + " s, although records are missing");
                }
                watchOnce();
            }
            until("no more records arrive", QUIET, () -> observation.quiet().compareTo(AFTER) > 0);
        }

        void watch(Duration time) throws InterruptedException {
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < time.toNanos()) {
                watchOnce();
            }
        }

        private void until(String what, Duration longest, BooleanSupplier holds) throws InterruptedException {
            long begin = System.nanoTime();
            while (!holds.getAsBoolean()) {
                if (System.nanoTime() - begin > longest.toNanos()) {
                    throw new IllegalStateException("waited " + longest.toSeconds() + " s in vain for: " + what);
                }
                watchOnce();
            }
        }

        private void watchOnce() throws InterruptedException {
            settings.check().run();
            if (observation == null) {
                Thread.sleep(POLL.toMillis());
            } else {
                observation.poll(POLL);
            }
        }

        @Override
        public void close() {
            if (observation != null) {
                observation.close();
            }
            service.close();
            schemas.close();
        }
    }
}
