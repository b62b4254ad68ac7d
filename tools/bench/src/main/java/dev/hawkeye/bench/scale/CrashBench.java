package dev.hawkeye.bench.scale;

import dev.hawkeye.commandline.Median;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.topics.TopicSetup;
import dev.hawkeye.testing.ServiceProcess;
import dev.hawkeye.testing.Vitals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The cost of an aggregator crash. Kills an aggregator with a history in its state, restarts it, and measures how long
 * the results of all cameras are missing, alternating between state in memory and Kafka's transactional stores on disk.
 */
final class CrashBench {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String GROUP = "scale-aggregator";
    /** A window closes when its camera is two seconds past its end, as it is with the next window but one. */
    private static final int WINDOWS_TO_CLOSE = 2;

    private final int cameras;
    private final Duration history;
    private final int partitions;
    private final int rounds;
    private final Consumer<String> progress;
    private final Runnable check;

    /**
     * One restart after a kill.
     *
     * @param readySeconds seconds from the start of the process until it reads detections
     * @param resultSeconds seconds until the newest window of every camera has arrived
     * @param mebibytes resident memory at that time, MiB
     */
    private record Restart(double readySeconds, double resultSeconds, double mebibytes) {}

    CrashBench(int cameras, Duration history, int partitions, int rounds, Consumer<String> progress, Runnable check) {
        this.cameras = cameras;
        this.history = history;
        this.partitions = partitions;
        this.rounds = rounds;
        this.progress = progress;
        this.check = check;
    }

    void run(Path directory, List<String> program, PrintWriter out)
            throws IOException, InterruptedException, ExecutionException {
        out.printf(
                Locale.ROOT,
                "%d cameras, %d windows of history each, %d partitions; medians of %d kills%n",
                cameras,
                windows(),
                partitions,
                rounds);
        Table table = Table.of("state", ">filled in s", ">reads after s", ">all results after s", ">resident MiB");
        try {
            for (boolean onDisk : new boolean[] {false, true}) {
                measure(directory.resolve(onDisk ? "disk" : "memory"), program, onDisk, table);
            }
        } finally {
            // Also what was measured before a failure or a signal.
            table.print(out);
            out.flush();
        }
    }

    private long windows() {
        return history.dividedBy(WINDOW);
    }

    private void measure(Path directory, List<String> program, boolean onDisk, Table table)
            throws IOException, InterruptedException, ExecutionException {
        String yaml = "aggregator: {application-id: " + GROUP
                + (onDisk ? ", kafka: {enable.transactional.statestores: 'true'}}" : "}");
        Instant begin = Instant.now().minus(history).minus(Duration.ofHours(1));
        try (ScaleSite site = new ScaleSite(directory, partitions, "[]", yaml, check);
                Admin admin = site.admin()) {
            TopicSetup.createMissing(
                    Map.of("bootstrap.servers", site.kafka()),
                    new ConfigReader()
                            .set("topics.prefix", ScaleSite.TOPICS.prefix(), "bench")
                            .set("topics.partitions", partitions, "bench")
                            .read()
                            .topics());
            try (DetectionSource source = new DetectionSource(
                    site.kafka(), ScaleSite.TOPICS, site.schemas(), cameras, begin, WINDOW.toMillis())) {
                progress.accept("sending " + windows() * cameras + " detections");
                source.send(windows());
                progress.accept("filling the state");
                long from = System.nanoTime();
                ServiceProcess aggregator = site.start("aggregator", program);
                site.until("everything is counted", () -> isCounted(admin));
                double filled = seconds(from);
                List<Restart> restarts = new ArrayList<>();
                for (int i = 0; i < rounds; i++) {
                    progress.accept("kill " + (i + 1) + " of " + rounds);
                    restarts.add(restart(site, aggregator, source));
                }
                table.row(
                        onDisk ? "disk" : "memory",
                        Table.number("%.1f", filled),
                        Table.number("%.1f", median(restarts, Restart::readySeconds)),
                        Table.number("%.1f", median(restarts, Restart::resultSeconds)),
                        Table.number("%.0f", median(restarts, Restart::mebibytes)));
            }
        }
    }

    private Restart restart(ScaleSite site, ServiceProcess aggregator, DetectionSource source)
            throws IOException, InterruptedException {
        try (KafkaConsumer<String, WindowCount> counts = new KafkaConsumer<>(
                Map.of("bootstrap.servers", site.kafka(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                site.schemas().serde(WindowCount.class).deserializer())) {
            List<TopicPartition> all = counts.partitionsFor(ScaleSite.TOPICS.cloudCounts()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            counts.assign(all);
            aggregator.process().kill();
            counts.seekToEnd(all);
            all.forEach(counts::position);
            source.send(WINDOWS_TO_CLOSE);
            long from = System.nanoTime();
            aggregator.start();
            site.awaitReady(aggregator);
            double ready = seconds(from);
            Set<String> seen = new HashSet<>();
            site.until("all cameras have results", () -> {
                counts.poll(POLL).forEach(record -> seen.add(record.value().getCamera()));
                return seen.size() == cameras;
            });
            double result = seconds(from);
            double mebibytes = Vitals.of(aggregator.process().pid()).residentKiB() / 1024.0;
            return new Restart(ready, result, mebibytes);
        }
    }

    private static boolean isCounted(Admin admin) {
        try {
            var committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var names = admin.describeTopics(List.of(ScaleSite.TOPICS.detections()))
                    .allTopicNames()
                    .get();
            for (var partition : names.get(ScaleSite.TOPICS.detections()).partitions()) {
                TopicPartition place = new TopicPartition(ScaleSite.TOPICS.detections(), partition.partition());
                long end = admin.listOffsets(Map.of(place, OffsetSpec.latest()))
                        .partitionResult(place)
                        .get()
                        .offset();
                var offset = committed.get(place);
                if (end > 0 && (offset == null || offset.offset() < end)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            return false; // the group does not exist yet
        }
    }

    private static double median(List<Restart> restarts, ToDoubleFunction<Restart> figure) {
        return Median.of(restarts.stream().mapToDouble(figure).toArray());
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) / 1e9;
    }
}
