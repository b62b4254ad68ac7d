package dev.hawkeye.metrics;

import io.micrometer.core.instrument.MeterRegistry;
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
 * Exposes a Kafka client's own metrics, as filtered by {@link KafkaFigures}, under Micrometer's names, such as
 * kafka_producer_record_send_total. {@link #close()} removes them; call it before closing the client. Owns a thread.
 */
public final class ClientMetrics implements AutoCloseable {
    /** Maximum delay until a new metric of the client is exposed. */
    private static final Duration REFRESH = Duration.ofSeconds(10);

    // One per client: Micrometer's binder never removes its task from an external scheduler.
    private final ScheduledExecutorService refreshing = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hawkeye-client-metrics");
        thread.setDaemon(true);
        return thread;
    });
    private final KafkaClientMetrics binder;

    private ClientMetrics(MeterRegistry registry, Function<ScheduledExecutorService, KafkaClientMetrics> binders) {
        binder = binders.apply(refreshing);
        binder.bindTo(registry);
    }

    /** The metrics of a consumer. */
    public static ClientMetrics of(Consumer<?, ?> consumer, MeterRegistry registry) {
        return of(consumer::metrics, registry);
    }

    /** The metrics of a producer. */
    public static ClientMetrics of(Producer<?, ?> producer, MeterRegistry registry) {
        return of(producer::metrics, registry);
    }

    /** Metrics from another source, such as a Kafka Streams topology, which includes those of its clients. */
    public static ClientMetrics of(Supplier<Map<MetricName, ? extends Metric>> metrics, MeterRegistry registry) {
        return new ClientMetrics(
                registry, thread -> new KafkaClientMetrics(reporting(metrics), List.of(), thread, REFRESH));
    }

    /** The metrics of an admin client, which knows no topics. */
    public static ClientMetrics of(Admin admin, MeterRegistry registry) {
        AdminClient shown = (AdminClient) admin;
        return new ClientMetrics(registry, thread -> new KafkaClientMetrics(shown, List.of(), thread, REFRESH));
    }

    /** The binder takes a whole client, but only reads its metrics. */
    private static Consumer<?, ?> reporting(Supplier<Map<MetricName, ? extends Metric>> metrics) {
        Class<?>[] client = {Consumer.class};
        return (Consumer<?, ?>) Proxy.newProxyInstance(
                Consumer.class.getClassLoader(), client, (self, method, args) -> {
                    if (method.getName().equals("metrics")) {
                        return KafkaFigures.bounded(metrics.get());
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    public void close() {
        refreshing.shutdownNow();
        try {
            // A registration in progress must not add meters after all have been removed.
            refreshing.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        binder.close();
    }
}
