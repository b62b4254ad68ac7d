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
 * Exposes the metrics that one of Kafka's clients keeps about itself, as far as {@link KafkaFigures} lets them through,
 * under Micrometer's names, such as kafka_producer_record_send_total. They vanish with {@link #close()}, which must be
 * called before the client is closed. Owns a thread.
 */
public final class ClientMetrics implements AutoCloseable {
    /** How long it may take until a metric that is new in the client is shown. */
    private static final Duration REFRESH = Duration.ofSeconds(10);

    // One for each client: Micrometer's binder never removes its task from a scheduler that is not its own.
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

    /** Metrics reported by something else, such as a Kafka Streams topology, which also knows those of its clients. */
    public static ClientMetrics of(Supplier<Map<MetricName, ? extends Metric>> metrics, MeterRegistry registry) {
        return new ClientMetrics(
                registry, thread -> new KafkaClientMetrics(reporting(metrics), List.of(), thread, REFRESH));
    }

    /** The metrics of an admin client, which knows no topics. */
    public static ClientMetrics of(Admin admin, MeterRegistry registry) {
        AdminClient shown = (AdminClient) admin;
        return new ClientMetrics(registry, thread -> new KafkaClientMetrics(shown, List.of(), thread, REFRESH));
    }

    /** The binder takes a whole client, but only asks it for its metrics. */
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
            // A caller in the middle of registering more must not do so after all have vanished.
            refreshing.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        binder.close();
    }
}
