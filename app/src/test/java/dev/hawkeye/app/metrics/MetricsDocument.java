package dev.hawkeye.app.metrics;

import dev.hawkeye.aggregator.meters.AggregatorMetrics;
import dev.hawkeye.aggregator.meters.WindowMetrics;
import dev.hawkeye.console.metrics.ConsoleMetrics;
import dev.hawkeye.detector.meters.DetectorMetrics;
import dev.hawkeye.ingest.clips.ClipMetrics;
import dev.hawkeye.ingest.status.IngestMetrics;
import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;
import dev.hawkeye.notify.meters.NotifyMetrics;
import dev.hawkeye.site.metrics.ProcessMetrics;
import dev.hawkeye.streams.RunnerMetrics;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** docs/metrics.md, written from what the code declares. */
public final class MetricsDocument {
    private static final List<MetricGroup> GROUPS = List.of(
            IngestMetrics.ALL,
            ClipMetrics.ALL,
            DetectorMetrics.ALL,
            AggregatorMetrics.ALL,
            WindowMetrics.ALL,
            ConsoleMetrics.ALL,
            NotifyMetrics.ALL,
            RunnerMetrics.ALL,
            ProcessMetrics.ALL);

    private static final String BEGINNING = """
            # Metrics

            <!-- Generated. Do not edit: see "Generated documents" in CONTRIBUTING.md. -->

            Every process serves the metrics of all its services under `GET /metrics` on its HTTP port (`http.port`), in Prometheus'
            text format, or in OpenMetrics if the client accepts that. If `http.token` is set, requests need the token
            ([security.md](security.md)).

                curl -H "Authorization: Bearer $HAWKEYE_HTTP_TOKEN" http://127.0.0.1:8080/metrics

            - A counter's name ends in `_total`. It starts at 0 with its process and counts what this process did: work repeated after a
              crash counts again. Exact counts are on the topics.
            - A summary has `_count`, `_sum` and `_max`; a histogram also has `_bucket` with the bounds listed here. `_max` is the max of
              the last two minutes or so.
            - Site, service and instance of a series are in the labels that Prometheus adds.
            - The values of `camera` come from the configuration and from the topics. The first 2,000 cameras that a service sees have
              their own series until it exits; all others count together as `camera="(other)"`, and the log says so. Series of the last
              final window exist for at most 2,000 cameras, 100 classes per camera and 20,000 series in total.
            """;

    private static final String REST = """

            ## Kafka's clients, Kafka Streams and the JVM

            Micrometer provides, names and documents these.

            | family | meaning |
            |---|---|
            | `kafka_producer_…`, `kafka_consumer_…`, `kafka_admin_client_…` | each Kafka client, by `client_id`: requests, bytes, errors, latencies |
            | `kafka_consumer_fetch_manager_records_lag` | number of records that a consumer is behind, by `client_id`, `topic` and `partition` |
            | `kafka_stream_…` | Kafka Streams in detector and aggregator: state, commits, polls, by `client_id` and `thread_id` |
            | `jvm_…` | heap and other memory, garbage collection, threads, classes |
            | `process_…`, `system_…` | CPU, load, open files, uptime |

            Per-broker, per-topic, per-partition, per-task and per-store metrics of Kafka's clients are omitted, except for the lag: a site
            with a thousand partitions would have them a thousand times. Consumers that read single pictures have none. A client's series
            disappear when it is closed; those of a new client may take 10 s to appear.

            In total, a client has 36 to 91 series, plus one for each partition that it reads. `hawkeye run` with `topics.partitions: 2`
            has about 20 clients, including those of the console, and about 1,350 Kafka series, as counted by

                curl -s http://127.0.0.1:8080/metrics | grep -c '^kafka_'
            """;

    private MetricsDocument() {}

    /** What the code declares. */
    public static List<Metric> declared() {
        return GROUPS.stream().flatMap(group -> group.metrics().stream()).toList();
    }

    static String text() {
        return BEGINNING + GROUPS.stream().map(MetricsDocument::section).collect(Collectors.joining()) + REST;
    }

    private static String section(MetricGroup group) {
        return "\n## " + group.title() + "\n\n| name | kind | unit | labels | meaning |\n|---|---|---|---|---|\n"
                + group.metrics().stream().map(MetricsDocument::row).collect(Collectors.joining());
    }

    private static String row(Metric metric) {
        String labels = metric.labels().stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
        return "| `" + metric.shownName() + "` | " + metric.kind() + " | " + metric.unit() + " | " + labels + " | "
                + metric.meaning() + bounds(metric) + " |\n";
    }

    private static String bounds(Metric metric) {
        return metric.buckets().isEmpty()
                ? ""
                : ". Bounds: "
                        + metric.buckets().stream()
                                .map(bound -> BigDecimal.valueOf(bound)
                                        .stripTrailingZeros()
                                        .toPlainString())
                                .collect(Collectors.joining(", "));
    }
}
