package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.outcome.Sign;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The faults, and how each is caused. */
public enum Fault {
    DETECTOR_KILLED("detector-killed", "detector killed (kill -9)", Sign.DETECTION, Services::killDetector),
    DETECTOR_ENDED("detector-ended", "detector ended (SIGTERM)", Sign.DETECTION, Services::endDetector),
    DETECTOR_PEER("detector-peer", "second detector added and removed", Sign.DETECTION, Services::detectorComesAndGoes),
    DETECTOR_FROZEN("detector-frozen", "detector frozen past its session", Sign.DETECTION, Services::freezeDetector),
    AGGREGATOR_KILLED("aggregator-killed", "aggregator killed (kill -9)", Sign.COUNT, Services::killAggregator),
    AGGREGATOR_ENDED("aggregator-ended", "aggregator ended (SIGTERM)", Sign.COUNT, Services::endAggregator),
    AGGREGATOR_PEER(
            "aggregator-peer", "second aggregator added and removed", Sign.COUNT, Services::aggregatorComesAndGoes),
    INGEST_KILLED("ingest-killed", "ingest killed (kill -9)", Sign.NEW_PICTURE, Services::killIngest),
    INGEST_ENDED("ingest-ended", "ingest ended (SIGTERM)", Sign.NEW_PICTURE, Services::endIngest),
    NOTIFY_KILLED("notify-killed", "notify killed (kill -9)", Sign.MESSAGE, Services::killNotify),
    BROKER_STOPPED("broker-stopped", "broker stopped and back", Sign.DETECTION, Surroundings::stopBroker),
    BROKER_KILLED("broker-killed", "broker killed (kill -9) and back", Sign.DETECTION, Surroundings::killBroker),
    BROKER_FROZEN("broker-frozen", "broker frozen and thawed", Sign.DETECTION, Surroundings::freezeBroker),
    THREAD_DIED("thread-died", "stream thread dies", Sign.DETECTION, Surroundings::letThreadDie),
    LANE_THROWS("lane-throws", "inference throws", Sign.DETECTION, Surroundings::letLaneThrow),
    LANE_HANGS("lane-hangs", "inference hangs", Sign.DETECTION, Surroundings::letLaneHang),
    DISK_FULL("disk-full", "state directory on a full disk", Sign.COUNT, Surroundings::fillDisk),
    REGISTRY_AWAY_AT_START(
            "registry-away-at-start", "registry away at start", Sign.DETECTION, Surroundings::startWithoutRegistry),
    REGISTRY_AWAY("registry-away", "registry away", Sign.DETECTION, Surroundings::stopRegistry),
    ROLLING_RESTART("rolling-restart", "all instances restarted in turn", Sign.DETECTION, RollingRestart::of),
    RUN_KILLED("run-killed", "run killed (kill -9), in its start too");

    private static final int PORTIONS = 2;
    private static final int TIMES = 10;
    private static final int KILLS = 50;

    private final String id;
    private final String description;
    private final Sign recovery;

    @SuppressWarnings("ImmutableEnumChecker") // Always a stateless method.
    private final Injection injection;

    Fault(String id, String description, Sign recovery, Injection injection) {
        this.id = id;
        this.description = description;
        this.recovery = recovery;
        this.injection = injection;
    }

    /**
     * A fault with its own campaign, because it is not injected into a {@link TestSite}, where services and broker are
     * separate.
     */
    Fault(String id, String description) {
        this(id, description, Sign.DETECTION, site -> {
            throw new IllegalStateException(id + " has a campaign of its own, see RunCampaign");
        });
    }

    /** Causes one fault and repairs it, unless something else does. */
    interface Injection {
        /**
         * Marks the observation once in-flight results have been seen, so that later ones are new.
         *
         * @return the time from which the pipeline could recover, {@link System#nanoTime()}
         */
        long into(TestSite site) throws IOException, InterruptedException, ExecutionException;
    }

    /** Its name on the command line. */
    public String id() {
        return id;
    }

    /** The fault with this {@link #id()}. */
    public static Optional<Fault> of(String id) {
        return Arrays.stream(values()).filter(fault -> fault.id.equals(id)).findFirst();
    }

    String description() {
        return description;
    }

    /** Whether the fault requires the small model, which can be made to throw and to hang. */
    public boolean needsOwnModel() {
        return this == LANE_THROWS || this == LANE_HANGS;
    }

    /**
     * Whether settings and models can change during the fault. While an inference hangs, its model cannot be freed, so
     * no other change is possible until it ends. When partitions move between two aggregators of which only one has
     * applied a change yet, the change may appear, disappear and reappear for a camera. Runs with changes include no
     * alarms.
     */
    public boolean allowsChanges() {
        return switch (this) {
            case LANE_HANGS, AGGREGATOR_PEER, NOTIFY_KILLED, ROLLING_RESTART, RUN_KILLED -> false;
            default -> true;
        };
    }

    /** Whether it hits services and broker at once, see {@link RunCampaign}. */
    boolean strikesAll() {
        return this == RUN_KILLED;
    }

    /** The default number of injections. */
    public int timesByDefault() {
        return strikesAll() ? KILLS : TIMES;
    }

    /** Portions of the feed: one before the fault strikes, one to recover with, and those during it. */
    int portions() {
        return this == ROLLING_RESTART ? PORTIONS + RollingRestart.portions() : PORTIONS;
    }

    boolean restartsIngest() {
        return concernsIngest() || this == ROLLING_RESTART;
    }

    boolean concernsIngest() {
        return recovery == Sign.NEW_PICTURE;
    }

    /**
     * Injects the fault and waits until the pipeline produces results again.
     *
     * @param injected runs after the injection, when only recovery is left
     * @return recovery time, seconds
     */
    double injectInto(TestSite site, Duration longest, Runnable injected)
            throws IOException, InterruptedException, ExecutionException {
        long since = injection.into(site);
        injected.run();
        site.until(
                "there is a new " + recovery + " after: " + description,
                longest,
                () -> site.observation().seenSinceMark(recovery));
        return (System.nanoTime() - since) / 1e9;
    }
}
