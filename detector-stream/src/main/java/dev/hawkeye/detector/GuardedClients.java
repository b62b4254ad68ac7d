package dev.hawkeye.detector;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's own clients, with each map of offsets that is committed through them lowered by the {@link CommitGuard}. The
 * wrappers are proxies that look only at an argument which is such a map, so whatever overloads of
 * {@code sendOffsetsToTransaction}, {@code commitSync} and {@code commitAsync} a version of Kafka Streams calls are
 * covered.
 */
final class GuardedClients implements KafkaClientSupplier {
    private final CommitGuard guard;

    GuardedClients(CommitGuard guard) {
        this.guard = guard;
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return guarded(
                Producer.class, new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return guarded(Consumer.class, consumer(config));
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @SuppressWarnings("unchecked")
    <C> C guarded(Class<?> client, C delegate) {
        return (C) Proxy.newProxyInstance(
                client.getClassLoader(), new Class<?>[] {client}, (proxy, method, arguments) -> {
                    if (commits(method)) {
                        lower(arguments);
                    }
                    try {
                        return method.invoke(delegate, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean commits(Method method) {
        return switch (method.getName()) {
            case "sendOffsetsToTransaction", "commitSync", "commitAsync" -> true;
            default -> false;
        };
    }

    @SuppressWarnings("unchecked")
    private void lower(Object[] arguments) {
        if (arguments == null || arguments.length == 0 || !(arguments[0] instanceof Map)) {
            throw new IllegalStateException(
                    "offsets are only committed by name, so that none passes a frame in flight");
        }
        arguments[0] = guard.allow((Map<TopicPartition, OffsetAndMetadata>) arguments[0]);
    }
}
