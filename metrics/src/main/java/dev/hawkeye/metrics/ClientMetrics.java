package dev.hawkeye.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Shows the metrics that one of Kafka's clients keeps of itself, as far as {@link KafkaFigures} lets them through, in
 * Micrometer's names, such as kafka_producer_record_send_total. They vanish with {@link #close()}, which is to come before
 * that of the client. Owns a thread.
 */
public final class ClientMetrics implements AutoCloseable {
    /** How long a metric that is new in the client may take until it is shown. */
    public static final Duration REFRESH = Duration.ofSeconds(10);

    // One for each client: Micrometer's binder never takes its task off a scheduler that is not its own.
    private final ScheduledExecutorService refreshing = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hawkeye-client-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private final AutoCloseable binder;

    @SuppressWarnings("try") // that close() may throw anything
    private <B extends MeterBinder & AutoCloseable> ClientMetrics(
            MeterRegistry registry, Function<ScheduledExecutorService, B> binders) {
        B made = binders.apply(refreshing);
        made.bindTo(registry);
        binder = made;
    }

    /**
     * Of a client that has a binder of its own.
     *
     * @param binders is given the thread that the binder shall use
     */
    @SuppressWarnings("try") // likewise
    public static <B extends MeterBinder & AutoCloseable> ClientMetrics by(
            Function<ScheduledExecutorService, B> binders, MeterRegistry registry) {
        return new ClientMetrics(registry, binders);
    }

    /** A consumer's. */
    public static ClientMetrics of(Consumer<?, ?> consumer, MeterRegistry registry) {
        Consumer<?, ?> shown = telling(Consumer.class, consumer::metrics);
        return new ClientMetrics(registry, thread -> new KafkaClientMetrics(shown, List.of(), thread, REFRESH));
    }

    /** A producer's. */
    public static ClientMetrics of(Producer<?, ?> producer, MeterRegistry registry) {
        Producer<?, ?> shown = telling(Producer.class, producer::metrics);
        return new ClientMetrics(registry, thread -> new KafkaClientMetrics(shown, List.of(), thread, REFRESH));
    }

    /** An admin client's, which tells of no topics. */
    public static ClientMetrics of(Admin admin, MeterRegistry registry) {
        AdminClient shown = (AdminClient) admin;
        return new ClientMetrics(registry, thread -> new KafkaClientMetrics(shown, List.of(), thread, REFRESH));
    }

    /** The binder takes whole clients, and asks them for nothing but their metrics. */
    private static <T> T telling(Class<T> client, Supplier<Map<MetricName, ? extends Metric>> metrics) {
        return client.cast(Proxy.newProxyInstance(
                client.getClassLoader(), new Class<?>[] {client}, (self, method, args) -> {
                    if (method.getName().equals("metrics")) {
                        return KafkaFigures.bounded(metrics.get());
                    }
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Override
    public void close() {
        refreshing.shutdownNow();
        try {
            // Whoever is in the middle of showing more shall not do so after all have vanished.
            refreshing.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            binder.close();
        } catch (Exception e) {
            throw new IllegalStateException("the metrics of a client cannot be taken away", e);
        }
    }
}
