package dev.hawkeye.bench.scale;

import dev.hawkeye.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Runs one, two, three detector processes on one broker, with more frames than they can analyze. A sleep stands in for
 * inference, so even two cores show how the work spreads. Then one of the processes leaves.
 */
final class ScaleBench {
    /** How long a group must have been stable to count as settled. */
    private static final Duration REST = Duration.ofSeconds(3);
    /** Partitions have different numbers of cameras, and the one with the fewest must not run dry. */
    private static final double RESERVE = 3;
    /** Seconds of a rebalance and the rest after it, which also need frames. */
    private static final int SETTLING = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final ScaleOptions options;
    private final Consumer<String> progress;
    private final Runnable check;
    private final ScaleReport report;
    private final CameraLoad load;

    ScaleBench(ScaleOptions options, Consumer<String> progress, Runnable check) {
        this.options = options;
        this.progress = progress;
        this.check = check;
        this.report = new ScaleReport(options);
        this.load = new CameraLoad(options.cameras());
    }

    ScaleReport run(Path directory) throws IOException, InterruptedException {
        try (ScaleSite site = new ScaleSite(directory, options.partitions(), "[]", check)) {
            for (int round = 1; round <= options.rounds(); round++) {
                progress.accept("round " + round + " of " + options.rounds());
                round(site, round);
            }
        }
        return report;
    }

    private void round(ScaleSite site, int round) throws IOException, InterruptedException {
        List<ServiceProcess> detectors = new ArrayList<>();
        detectors.add(start(site, round, 1));
        load.send(site.kafka(), ScaleSite.TOPICS.frames(), site.schemas(), roundsOfFrames());
        report.cameras(load.camerasByPartition());
        try (Admin admin = site.admin();
                DetectionCount detections = new DetectionCount(site.kafka(), ScaleSite.TOPICS.detections(), check)) {
            site.meanwhile(detections::poll);
            Ownership before = settled(admin, detections, 1);
            report.throughput(1, detections.perSecond(options.window()));
            for (int instances = 2; instances <= options.instances(); instances++) {
                detections.forgetPauses();
                detectors.add(start(site, round, instances));
                Ownership after = settled(admin, detections, instances);
                report.joined(instances, before, after, detections.longestPause());
                report.throughput(instances, detections.perSecond(options.window()));
                before = after;
            }
            detections.forgetPauses();
            site.end(detectors.get(0));
            Ownership after = settled(admin, detections, options.instances() - 1);
            report.left(options.instances(), before, after, detections.longestPause());
            site.meanwhile(() -> {});
        }
        for (ServiceProcess detector : detectors.subList(1, detectors.size())) {
            site.end(detector);
        }
    }

    private ServiceProcess start(ScaleSite site, int round, int instance) throws IOException, InterruptedException {
        progress.accept("  detector " + instance);
        List<String> program = List.of(
                StandInProgram.class.getName(), String.valueOf(options.cost().toMillis()));
        return site.start("detector-" + round + "-" + instance, program);
    }

    private int roundsOfFrames() {
        double capacity = 1e3 / options.cost().toMillis();
        double seconds = options.window().toSeconds() + SETTLING;
        double frames = 0;
        for (int instances = 1; instances <= options.instances() + 1; instances++) {
            frames += capacity * instances * seconds;
        }
        return (int) Math.ceil(RESERVE * frames / options.cameras());
    }

    /** Waits until this many members have shared all partitions for a while. */
    private Ownership settled(Admin admin, DetectionCount detections, int members) throws InterruptedException {
        Ownership last = Ownership.NOBODY;
        long begin = System.nanoTime();
        long since = begin;
        while (!last.isSharedBy(members, options.partitions()) || System.nanoTime() - since < REST.toNanos()) {
            detections.poll();
            Ownership now = Ownership.of(admin, ScaleSite.DETECTORS, ScaleSite.TOPICS.frames());
            if (!now.equals(last)) {
                last = now;
                since = System.nanoTime();
            }
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException(members + " detectors did not settle on partitions: " + last);
            }
        }
        return last;
    }
}
