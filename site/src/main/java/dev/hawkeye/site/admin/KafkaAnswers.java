package dev.hawkeye.site.admin;

import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.site.kafka.KafkaTrouble;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** Runs Kafka requests for an administrator, and turns failures into errors of the console. */
final class KafkaAnswers {
    private static final int UNAVAILABLE = 503;

    private KafkaAnswers() {}

    /** A request. */
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** @throws ApiException 503 with the failure of Kafka or the registry */
    static <T> T of(Supplier<Map<String, Object>> kafka, Work<T> work) {
        try {
            return work.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(UNAVAILABLE, "the console is shutting down");
        } catch (RegistryException e) {
            throw new ApiException(UNAVAILABLE, e.getMessage());
        } catch (KafkaException e) {
            throw new ApiException(
                    UNAVAILABLE,
                    KafkaTrouble.of(e, kafka.get())
                            .map(KafkaTrouble::line)
                            .orElse("Kafka does not answer (" + e.getMessage() + "): try again in a moment"));
        }
    }
}
