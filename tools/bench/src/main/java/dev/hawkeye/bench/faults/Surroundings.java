package dev.hawkeye.bench.faults;

import dev.hawkeye.testing.ChildProcess;
import dev.hawkeye.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Faults of the services' environment: broker, registry, disk, and the runtime under the model. */
final class Surroundings {
    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration REFUSING = Duration.ofSeconds(3);
    private static final Duration SPOILT = Duration.ofSeconds(1);
    private static final Duration HANGING = Duration.ofSeconds(3);
    private static final int NO_RESULT_FITS = 100;

    private Surroundings() {}

    static long stopBroker(TestSite site) throws IOException, InterruptedException {
        ChildProcess process = site.broker().process();
        process.terminate();
        site.until("the broker ends", START, () -> !process.alive());
        return awayAndBack(site);
    }

    static long killBroker(TestSite site) throws IOException, InterruptedException {
        site.broker().process().kill();
        return awayAndBack(site);
    }

    /** Freezes the broker: it keeps its connections, but does not respond. */
    static long freezeBroker(TestSite site) throws IOException, InterruptedException {
        ChildProcess process = site.broker().process();
        process.freeze();
        try {
            site.watch(site.durations().brokerAway());
        } finally {
            process.thaw();
        }
        site.observation().mark();
        return System.nanoTime();
    }

    private static long awayAndBack(TestSite site) throws IOException, InterruptedException {
        site.watch(site.durations().brokerAway());
        site.broker().start();
        site.until("the broker listens", START, site.broker()::listens);
        site.observation().mark();
        return System.nanoTime();
    }

    /** Makes the broker refuse every result for a while, which no stream thread survives. */
    static long letThreadDie(TestSite site) throws InterruptedException, ExecutionException {
        alterLargestResult(site, AlterConfigOp.OpType.SET);
        site.watch(REFUSING);
        alterLargestResult(site, AlterConfigOp.OpType.DELETE);
        site.observation().mark();
        return System.nanoTime();
    }

    private static void alterLargestResult(TestSite site, AlterConfigOp.OpType operation)
            throws InterruptedException, ExecutionException {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TestSite.TOPICS.detections());
        ConfigEntry entry = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(NO_RESULT_FITS));
        try (Admin admin = site.admin()) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, operation))))
                    .all()
                    .get();
        }
    }

    static long letLaneThrow(TestSite site) throws InterruptedException {
        long since = System.nanoTime();
        site.feed().poisonThatThrows();
        site.watch(SPOILT);
        site.observation().mark();
        return since;
    }

    static long letLaneHang(TestSite site) throws InterruptedException {
        long since = System.nanoTime();
        site.feed().poisonThatHangs();
        site.watch(HANGING);
        site.observation().mark();
        return since;
    }

    /** Starts the aggregator where it cannot write. It keeps nothing on disk, so this must not matter. */
    static long fillDisk(TestSite site) throws IOException, InterruptedException {
        ServiceProcess aggregator = site.aggregatorVictim();
        long since = System.nanoTime();
        site.end(aggregator);
        Path streams = aggregator.streamsDirectory();
        Files.createDirectories(streams.getParent());
        if (!Files.exists(streams)) {
            Files.createSymbolicLink(streams, Path.of("/dev/full"));
        }
        site.settle();
        site.observation().mark();
        aggregator.start();
        return since;
    }

    static long startWithoutRegistry(TestSite site) throws IOException, InterruptedException {
        site.registry().stop();
        try {
            site.detectorVictim().process().kill();
            site.detectorVictim().start();
            site.watch(site.durations().registryAway());
        } finally {
            site.registry().start();
        }
        site.observation().mark();
        return System.nanoTime();
    }

    static long stopRegistry(TestSite site) throws InterruptedException {
        site.registry().stop();
        try {
            site.watch(site.durations().registryAway());
        } finally {
            site.registry().start();
        }
        site.observation().mark();
        return System.nanoTime();
    }
}
