package dev.hawkeye.embedded;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;

/**
 * Kafka's broker calls exit and halt when it cannot go on. As a guest in a process it must not, so while a broker lives
 * here both only tell it that it died. Which broker asked is not known: all that live are told.
 */
final class ProcessExits {
    private static final Set<EmbeddedKafka> ALIVE = ConcurrentHashMap.newKeySet();

    private ProcessExits() {}

    static synchronized void capture(EmbeddedKafka kafka) {
        ALIVE.add(kafka);
        Exit.setExitProcedure((status, message) -> tell(message));
        Exit.setHaltProcedure((status, message) -> tell(message));
    }

    static synchronized void release(EmbeddedKafka kafka) {
        ALIVE.remove(kafka);
        if (ALIVE.isEmpty()) {
            Exit.resetExitProcedure();
            Exit.resetHaltProcedure();
        }
    }

    private static void tell(String message) {
        ALIVE.forEach(kafka -> kafka.died(message));
    }
}
