package dev.hawkeye.site.kafka;

import dev.hawkeye.commandline.Failures;
import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.kafka.TlsFailure;
import dev.hawkeye.settings.Causes;
import dev.hawkeye.settings.OneLine;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * The reason why a client cannot use Kafka, for the operator.
 *
 * @param line the error, its location, and the remedy
 * @param mayHeal whether others can fix it while this process waits; otherwise its own settings are wrong
 */
public record KafkaTrouble(String line, boolean mayHeal) {

    /**
     * @param kafka native properties of the client that failed
     * @return empty if {@code failure} is of an unknown kind
     */
    public static Optional<KafkaTrouble> of(Throwable failure, Map<String, ?> kafka) {
        String place = "Kafka at " + kafka.get("bootstrap.servers");
        if (has(failure, AuthorizationException.class)) {
            return KafkaAccess.describing().refusal(failure).map(KafkaTrouble::healing);
        }
        boolean refused = has(failure, AuthenticationException.class);
        if (refused || has(failure, RetriableException.class)) {
            Optional<String> own = OwnCertificate.trouble(kafka, Clock.systemUTC());
            if (own.isPresent()) {
                return own.map(KafkaTrouble::healing);
            }
        }
        if (refused) {
            return Optional.of(TlsFailure.in(failure)
                    .map(tls -> new KafkaTrouble(place + " refuses TLS: " + tls.reason(), tls.mayHeal()))
                    .orElseGet(() -> new KafkaTrouble(Failures.line(failure), false)));
        }
        if (isNameUnknown(failure)) {
            return Optional.of(healing(place + " cannot be found, its name cannot be resolved: correct"
                    + " kafka.bootstrap.servers, or the DNS"));
        }
        if (has(failure, RetriableException.class)) {
            return Optional.of(healing(place + " cannot be reached (" + OneLine.of(failure)
                    + "): start it, or correct kafka.bootstrap.servers or kafka.security.protocol"));
        }
        return Optional.empty();
    }

    private static KafkaTrouble healing(String line) {
        return new KafkaTrouble(line, true);
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return Causes.of(failure).anyMatch(kind::isInstance);
    }

    private static boolean isNameUnknown(Throwable failure) {
        return Causes.of(failure)
                .filter(ConfigException.class::isInstance)
                .anyMatch(e -> String.valueOf(e.getMessage()).startsWith("No resolvable bootstrap urls"));
    }
}
