package dev.hawkeye.detector.topology;

import dev.hawkeye.streams.PlainClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's own clients, with the {@link CommitGuard} lowering each map of offsets before it is committed. The wrappers
 * are proxies that look only for an argument of that type, so they cover every overload of
 * {@code sendOffsetsToTransaction}, {@code commitSync} and {@code commitAsync} that a version of Kafka Streams may
 * call.
 */
public final class GuardedClients extends PlainClients {
    private final CommitGuard guard;

    /** @param guard lowers each committed offset to what has been forwarded */
    public GuardedClients(CommitGuard guard) {
        this.guard = guard;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return guarded(Producer.class, super.getProducer(config));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return guarded(Consumer.class, super.getConsumer(config));
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
