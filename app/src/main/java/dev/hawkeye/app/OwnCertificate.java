package dev.hawkeye.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificate that a client of Kafka shows. A broker that takes it no longer ends the connection, in TLS 1.3 often
 * without a word, so the file is looked at here.
 */
final class OwnCertificate {
    private static final String LOCATION = "ssl.keystore.location";
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private OwnCertificate() {}

    /**
     * @param kafka native properties; nothing is said without {@code ssl.keystore.location} among them
     * @return in one line, when it is out of its time now
     */
    static Optional<String> trouble(Map<String, ?> kafka, Clock clock) {
        Object location = kafka.get(LOCATION);
        if (location == null || location.toString().isBlank()) {
            return Optional.empty();
        }
        try {
            return certificate(Path.of(location.toString()), kafka).flatMap(own -> trouble(location, own, clock));
        } catch (IOException | GeneralSecurityException e) {
            return Optional.empty(); // Kafka's client says it when it reads the file.
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

    private static Optional<X509Certificate> certificate(Path file, Map<String, ?> kafka)
            throws IOException, GeneralSecurityException {
        Object type = kafka.get("ssl.keystore.type");
        if (type != null && type.toString().equalsIgnoreCase("PEM")) {
            return ofPem(Files.readString(file, StandardCharsets.US_ASCII));
        }
        Object password = kafka.get("ssl.keystore.password");
        KeyStore store = KeyStore.getInstance(type == null ? "JKS" : type.toString());
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, password == null ? null : password.toString().toCharArray());
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return x509(store.getCertificate(alias));
            }
        }
        return Optional.empty();
    }

    /** The first is the own one, those that vouch for it follow. */
    private static Optional<X509Certificate> ofPem(String text) throws IOException, GeneralSecurityException {
        Matcher first = PEM.matcher(text);
        if (!first.find()) {
            return Optional.empty();
        }
        try (InputStream bytes = new ByteArrayInputStream(first.group().getBytes(StandardCharsets.US_ASCII))) {
            return x509(CertificateFactory.getInstance("X.509").generateCertificate(bytes));
        }
    }

    private static Optional<X509Certificate> x509(Certificate certificate) {
        return certificate instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
    }
}
