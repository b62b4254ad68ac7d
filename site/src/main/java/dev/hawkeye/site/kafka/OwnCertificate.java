package dev.hawkeye.site.kafka;

import dev.hawkeye.site.check.StoreFile;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The certificate that a client presents to Kafka. A broker that no longer accepts it closes the connection, in TLS 1.3
 * often without an alert, so this class checks the file.
 */
final class OwnCertificate {
    private static final String LOCATION = "ssl.keystore.location";

    private OwnCertificate() {}

    /**
     * @param kafka native properties; nothing is checked without {@code ssl.keystore.location}
     * @return one line, if it is expired or not yet valid
     */
    static Optional<String> trouble(Map<String, ?> kafka, Clock clock) {
        Optional<StoreFile> store = StoreFile.of(kafka, "ssl.keystore");
        if (store.isEmpty()) {
            return Optional.empty();
        }
        try {
            return store.get().own().flatMap(own -> trouble(kafka.get(LOCATION), own, clock));
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty(); // Kafka's client reports it when it reads the file.
        }
    }

    private static Optional<String> trouble(Object location, X509Certificate own, Clock clock) {
        Instant now = clock.instant();
        Instant begin = own.getNotBefore().toInstant();
        Instant end = own.getNotAfter().toInstant();
        if (now.isAfter(end)) {
            return Optional.of("this client's certificate in kafka." + LOCATION + " " + location + " expired at " + end
                    + ": put a valid one there");
        }
        if (now.isBefore(begin)) {
            return Optional.of("this client's certificate in kafka." + LOCATION + " " + location
                    + " is not valid before " + begin + ": put a valid one there, or set the clock");
        }
        return Optional.empty();
    }
}
