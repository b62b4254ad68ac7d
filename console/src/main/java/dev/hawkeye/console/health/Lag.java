package dev.hawkeye.console.health;

import dev.hawkeye.console.api.HealthView;
import dev.hawkeye.console.metrics.ConsoleMeters;
import dev.hawkeye.kafka.GroupOffsets;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.RefusalLog;
import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.metrics.ClientMetrics;
import dev.hawkeye.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lag of the detector and the aggregator: the end offsets of the partitions that they read, minus their groups'
 * committed offsets. Queried every few seconds on its own thread, which also checks that Kafka answers.
 * End-of-transaction markers count as records, too.
 *
 * <p>Owns its thread and its admin client from {@link #start()} to {@link #close()}.
 */
public final class Lag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lag.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final Supplier<Map<String, Object>> kafka;
    private final Topics topics;
    private final String detectorGroup;
    private final String aggregatorGroup;
    private final ConsoleMeters meters;
    private final Thread thread = new Thread(this::run, "console-lag");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile HealthView.Lag newest = new HealthView.Lag(null, null);
    private volatile boolean answered;
    private final RefusalLog refusals = new RefusalLog(KafkaAccess.describing(), ThrottledLog.once(log));

    /**
     * @param kafka native admin properties, including {@code bootstrap.servers}; requested on start
     * @param detectorGroup application id of the detector, which reads the frames
     * @param aggregatorGroup application id of the aggregator, which reads the detections
     */
    public Lag(
            Supplier<Map<String, Object>> kafka,
            Topics topics,
            String detectorGroup,
            String aggregatorGroup,
            ConsoleMeters meters) {
        this.kafka = kafka;
        this.topics = topics;
        this.detectorGroup = detectorGroup;
        this.aggregatorGroup = aggregatorGroup;
        this.meters = meters;
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(kafka.get());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis());
        return properties;
    }

    public void start() {
        thread.start();
    }

    HealthView.Lag newest() {
        return newest;
    }

    /** Whether Kafka answered the last query. */
    public boolean answered() {
        return answered;
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Admin admin = Admin.create(properties())) {
                askRepeatedly(admin);
            } catch (KafkaException e) {
                logOnce(e); // The client cannot be created, for example because a name does not resolve yet.
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void askRepeatedly(Admin admin) throws InterruptedException {
        ClientMetrics shown = ClientMetrics.of(admin, meters.registry());
        try {
            GroupOffsets offsets = new GroupOffsets(admin, ANSWER);
            do {
                ask(offsets);
            } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            shown.close();
        }
    }

    private void ask(GroupOffsets offsets) throws InterruptedException {
        answered = answers(offsets);
        newest = answered
                ? new HealthView.Lag(
                        lag(offsets, detectorGroup, topics.frames()),
                        lag(offsets, aggregatorGroup, topics.detections()))
                : new HealthView.Lag(null, null);
        meters.lag(newest);
    }

    private void pause() {
        try {
            closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers(GroupOffsets offsets) throws InterruptedException {
        try {
            return !offsets.partitions(topics.detections()).isEmpty();
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            logOnce(e);
            return false;
        }
    }

    /** @return null when unknown */
    private Long lag(GroupOffsets offsets, String group, String topic) throws InterruptedException {
        try {
            List<TopicPartition> partitions = offsets.partitions(topic);
            Map<TopicPartition, Long> committed = offsets.committed(group, partitions);
            Map<TopicPartition, Long> first = offsets.beginnings(partitions);
            Map<TopicPartition, Long> last = offsets.ends(partitions);
            long lag = 0;
            for (TopicPartition partition : partitions) {
                long begin = first.get(partition);
                long done = Math.max(begin, committed.getOrDefault(partition, begin));
                lag += Math.max(0, last.get(partition) - done);
            }
            return lag;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            logOnce(e);
            return null;
        }
    }

    /** Logs each kind of refusal once; the topic readers log when Kafka is unavailable. */
    private void logOnce(Exception e) {
        refusals.warn(e);
        log.debug("the lag is unknown now", e);
    }

    /** Stops querying, within 5 s. */
    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
