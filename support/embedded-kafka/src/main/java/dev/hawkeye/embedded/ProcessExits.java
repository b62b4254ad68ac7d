package dev.hawkeye.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.internals.Exit;

/**
 * Kafka's broker calls exit and halt when it cannot continue. It must not do so inside another program, so while a
 * broker is running here, both only report that it died. Which broker called is unknown, so all running brokers are
 * notified.
 */
final class ProcessExits {
    private static final Set<EmbeddedKafka> ALIVE = ConcurrentHashMap.newKeySet();

    private ProcessExits() {}

    static synchronized void capture(EmbeddedKafka kafka) {
        ALIVE.add(kafka);
        Exit.setExitProcedure((status, message) -> report(message));
        Exit.setHaltProcedure((status, message) -> report(message));
    }

    static synchronized void release(EmbeddedKafka kafka) {
        ALIVE.remove(kafka);
        if (ALIVE.isEmpty()) {
            Exit.resetExitProcedure();
            Exit.resetHaltProcedure();
        }
    }

    private static void report(String message) {
        ALIVE.forEach(kafka -> kafka.died(message));
    }
}
