package dev.hawkeye.console;

import dev.hawkeye.console.api.HealthView;
import dev.hawkeye.metrics.ClientMetrics;
import dev.hawkeye.schemas.KafkaAccess;
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
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many records detector and aggregator have still before them: the ends of the partitions that they read, less what
 * their groups have committed. Asked every few seconds on a thread of its own, which also finds out whether Kafka answers
 * at all. Ends of transactions count as records too.
 *
 * <p>Owns its thread and its admin client from {@link #start()} to {@link #close()}.
 */
final class Lag implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lag.class);
    private static final Duration INTERVAL = Duration.ofSeconds(3);
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int ADMIN_MILLIS = 5_000;

    private final Supplier<Map<String, Object>> kafka;
    private final Pipeline pipeline;
    private final ConsoleMeters meters;
    private final Thread thread = new Thread(this::run, "console-lag");
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile HealthView.Lag newest = new HealthView.Lag(null, null);
    private volatile boolean answered;
    private String told = "";

    /** @param kafka native admin properties, {@code bootstrap.servers} among them; asked for at the start */
    Lag(Supplier<Map<String, Object>> kafka, Pipeline pipeline, ConsoleMeters meters) {
        this.kafka = kafka;
        this.pipeline = pipeline;
        this.meters = meters;
    }

    private Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(kafka.get());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_MILLIS);
        return properties;
    }

    void start() {
        thread.start();
    }

    HealthView.Lag newest() {
        return newest;
    }

    /** Whether Kafka answered the last time. */
    boolean answered() {
        return answered;
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (Admin admin = Admin.create(properties())) {
                askAgainAndAgain(admin);
            } catch (KafkaException e) {
                tell(e); // The client cannot be made, for a name that is not known yet, say.
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void askAgainAndAgain(Admin admin) throws InterruptedException {
        ClientMetrics shown = ClientMetrics.of(admin, meters.registry());
        try {
            do {
                ask(admin);
            } while (!closing.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            shown.close();
        }
    }

    private void ask(Admin admin) throws InterruptedException {
        answered = answers(admin);
        newest = answered
                ? new HealthView.Lag(
                        lag(admin, pipeline.detectorGroup(), pipeline.topics().frames()),
                        lag(admin, pipeline.aggregatorGroup(), pipeline.topics().detections()))
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

    private boolean answers(Admin admin) throws InterruptedException {
        try {
            await(admin.describeTopics(List.of(pipeline.topics().detections())).allTopicNames());
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            tell(e);
            return false;
        }
    }

    /** @return null when it cannot be told */
    private Long lag(Admin admin, String group, String topic) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> begins = new HashMap<>();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            await(admin.describeTopics(List.of(topic)).allTopicNames())
                    .get(topic)
                    .partitions()
                    .forEach(info -> {
                        begins.put(new TopicPartition(topic, info.partition()), OffsetSpec.earliest());
                        ends.put(new TopicPartition(topic, info.partition()), OffsetSpec.latest());
                    });
            Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, group, List.copyOf(ends.keySet()));
            Map<TopicPartition, ListOffsetsResultInfo> first =
                    await(admin.listOffsets(begins).all());
            Map<TopicPartition, ListOffsetsResultInfo> last =
                    await(admin.listOffsets(ends).all());
            long lag = 0;
            for (TopicPartition partition : ends.keySet()) {
                OffsetAndMetadata position = committed.get(partition);
                long begin = first.get(partition).offset();
                long done = position == null ? begin : Math.max(begin, position.offset());
                lag += Math.max(0, last.get(partition).offset() - done);
            }
            return lag;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            tell(e);
            return null;
        }
    }

    /** A group that does not exist yet has committed nothing. */
    private static Map<TopicPartition, OffsetAndMetadata> committed(
            Admin admin, String group, List<TopicPartition> partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return await(admin.listConsumerGroupOffsets(
                            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                    .partitionsToOffsetAndMetadata(group));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Map.of();
            }
            throw e;
        }
    }

    private static <T> T await(KafkaFuture<T> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(ADMIN_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What Kafka refuses is told once for each kind; that it is away, the readers of the topics tell. */
    private void tell(Exception e) {
        KafkaAccess.describing().refusal(e).filter(line -> !line.equals(told)).ifPresent(line -> {
            log.warn("{}", line);
            told = line;
        });
        log.debug("the lag cannot be told now", e);
    }

    /** Stops asking, within 5 s. */
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
