package dev.hawkeye.aggregator;

import dev.hawkeye.streams.PlainClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Kafka's own clients, except that the producer waits until all results are acknowledged before it sends the state of
 * cameras: without transactions, a crash would lose the results of state that was saved before them. The history of
 * windows counts as a result. The producer waits once per commit. With transactions, nothing changes.
 */
final class ResultsFirst extends PlainClients {
    private static final String STATE = "-" + DetectionProcessor.CAMERAS + "-changelog";

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        Producer<byte[], byte[]> producer = super.getProducer(config);
        return config.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG) ? producer : waiting(producer);
    }

    @SuppressWarnings("unchecked")
    static Producer<byte[], byte[]> waiting(Producer<byte[], byte[]> producer) {
        boolean[] waits = new boolean[1]; // one stream thread sends
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        boolean state =
                                ((ProducerRecord<?, ?>) arguments[0]).topic().endsWith(STATE);
                        if (state && waits[0]) {
                            producer.flush();
                        }
                        waits[0] = !state;
                    }
                    return call(producer, method, arguments);
                });
    }

    private static Object call(Producer<byte[], byte[]> producer, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(producer, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
