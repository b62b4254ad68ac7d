package dev.hawkeye.bench.faults;

import dev.hawkeye.testing.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * An upgrade of a site with two instances of each service, and a console. Each instance is stopped and started again,
 * and the next one only when it is ready. Readers come before writers, as a new schema requires. Frames keep arriving.
 */
final class RollingRestart {
    /**
     * Portions of the feed per instance, so that there is work while it ends and while its partitions find another
     * owner.
     */
    private static final int PORTIONS = 2;

    private static final int INSTANCES = 7;

    private RollingRestart() {}

    /** Portions of the feed during the restart. */
    static int portions() {
        return PORTIONS * INSTANCES;
    }

    static long of(TestSite site) throws IOException, InterruptedException {
        ServiceProcess console = site.service("console", site.settings().command("console"));
        List<ServiceProcess> more = List.of(site.aggregatorPeer(), site.detectorPeer(), site.ingestPeer(), console);
        for (ServiceProcess instance : more) {
            instance.start();
        }
        for (ServiceProcess instance : more) {
            site.awaitReady(instance);
        }
        long begin = System.nanoTime();
        long beginMillis = System.currentTimeMillis();
        long since = begin;
        for (ServiceProcess instance : List.of(
                site.aggregator(),
                site.aggregatorPeer(),
                site.detector(),
                site.detectorPeer(),
                site.ingest(),
                site.ingestPeer(),
                console)) {
            site.feed().allowMore(PORTIONS * Campaign.PORTION);
            since = System.nanoTime();
            site.end(instance);
            instance.start();
            site.awaitReady(instance);
        }
        site.settle();
        report(
                site,
                Duration.ofNanos(System.nanoTime() - begin),
                site.observation().waitsSince(beginMillis));
        for (ServiceProcess instance : more) {
            site.end(instance);
        }
        site.observation().mark();
        return since;
    }

    private static void report(TestSite site, Duration taken, List<Long> waits) {
        if (waits.isEmpty()) {
            site.complain("no frame was detected during a rolling restart");
            return;
        }
        site.settings()
                .progress()
                .accept(String.format(
                        Locale.ROOT,
                        "  %d instances restarted in turn in %.1f s; %d frames, from frame to detection %.2f s"
                                + " (median), %.1f s (max)",
                        INSTANCES,
                        taken.toMillis() / 1e3,
                        waits.size(),
                        waits.get(waits.size() / 2) / 1e3,
                        waits.get(waits.size() - 1) / 1e3));
    }
}
