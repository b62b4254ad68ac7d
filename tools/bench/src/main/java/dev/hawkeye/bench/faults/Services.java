package dev.hawkeye.bench.faults;

import dev.hawkeye.testing.ChildProcess;
import dev.hawkeye.testing.ServiceProcess;
import java.io.IOException;
import java.time.Duration;

/** Faults of the three services. Whatever ends is restarted at once, as by a supervisor. */
final class Services {
    private static final Duration STAY = Duration.ofSeconds(2);

    private Services() {}

    static long killDetector(TestSite site) throws IOException, InterruptedException {
        return kill(site, site.detectorVictim());
    }

    static long killAggregator(TestSite site) throws IOException, InterruptedException {
        return kill(site, site.aggregatorVictim());
    }

    static long killIngest(TestSite site) throws IOException, InterruptedException {
        return kill(site, site.ingestVictim());
    }

    static long killNotify(TestSite site) throws IOException, InterruptedException {
        return kill(site, site.alarms());
    }

    static long endDetector(TestSite site) throws IOException, InterruptedException {
        return end(site, site.detectorVictim());
    }

    static long endAggregator(TestSite site) throws IOException, InterruptedException {
        return end(site, site.aggregatorVictim());
    }

    static long endIngest(TestSite site) throws IOException, InterruptedException {
        return end(site, site.ingestVictim());
    }

    static long detectorComesAndGoes(TestSite site) throws IOException, InterruptedException {
        return comeAndGo(site, site.detectorPeer());
    }

    static long aggregatorComesAndGoes(TestSite site) throws IOException, InterruptedException {
        return comeAndGo(site, site.aggregatorPeer());
    }

    /** Freezes the detector longer than its session: the group continues without it, and it returns unaware of that. */
    static long freezeDetector(TestSite site) throws IOException, InterruptedException {
        ChildProcess process = site.detectorVictim().process();
        process.freeze();
        try {
            site.watch(site.durations().frozen());
        } finally {
            process.thaw();
        }
        long since = System.nanoTime();
        site.observation().mark();
        return since;
    }

    private static long kill(TestSite site, ServiceProcess service) throws IOException, InterruptedException {
        long since = System.nanoTime();
        service.process().kill();
        service.start();
        site.settle();
        site.observation().mark();
        return since;
    }

    private static long end(TestSite site, ServiceProcess service) throws IOException, InterruptedException {
        long since = System.nanoTime();
        site.end(service);
        service.start();
        site.settle();
        site.observation().mark();
        return since;
    }

    private static long comeAndGo(TestSite site, ServiceProcess peer) throws IOException, InterruptedException {
        peer.start();
        site.awaitReady(peer);
        site.watch(STAY);
        long since = System.nanoTime();
        site.end(peer);
        site.observation().mark();
        return since;
    }
}
