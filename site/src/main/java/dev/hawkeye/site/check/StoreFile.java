package dev.hawkeye.site.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of certificates, or of a key with its certificate, as named by the properties of a client. */
public final class StoreFile {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

    private final Path file;
    private final String type;
    private final char[] password;

    private StoreFile(Path file, String type, char[] password) {
        this.file = file;
        this.type = type;
        this.password = password;
    }

    /**
     * @param properties of a client
     * @param name prefix of the store's properties, such as "ssl.keystore"
     * @return empty when no file is named
     */
    public static Optional<StoreFile> of(Map<String, ?> properties, String name) {
        String location = text(properties, name + ".location");
        if (location == null || location.isBlank()) {
            return Optional.empty();
        }
        String type = text(properties, name + ".type");
        String password = text(properties, name + ".password");
        return Optional.of(new StoreFile(
                Path.of(location), type == null ? "JKS" : type, password == null ? null : password.toCharArray()));
    }

    private static String text(Map<String, ?> properties, String key) {
        Object value = properties.get(key);
        return value == null ? null : value.toString();
    }

    /** Returns the certificate that is presented to peers: the first in the file, before those of its issuers. */
    public Optional<X509Certificate> own() throws IOException, GeneralSecurityException {
        if (isPem()) {
            return firstOfPem();
        }
        KeyStore store = load();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return x509(store.getCertificate(alias));
            }
        }
        return Optional.empty();
    }

    /** @return why a client cannot read it, as text to follow its key; empty if it can */
    Optional<String> trouble() {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return Optional.of("must be a readable file, got: " + file + "; fix the path, or put it there");
        }
        try {
            if (isPem() ? firstOfPem().isPresent() : load().size() > 0) {
                return Optional.empty();
            }
            return Optional.of("must be a file with certificates, got one without: " + file);
        } catch (IOException e) {
            return Optional.of(
                    e.getCause() instanceof UnrecoverableKeyException
                            ? "cannot be opened with its password: set the right one beside it, got: " + file
                            : "must be of type " + type + ", as set beside it (JKS, PKCS12 or PEM), got: " + file);
        } catch (GeneralSecurityException e) {
            return Optional.of("must be of a type that Java knows (JKS, PKCS12 or PEM), got " + type + ": " + file);
        }
    }

    private boolean isPem() {
        return type.equalsIgnoreCase("PEM");
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream bytes = Files.newInputStream(file)) {
            store.load(bytes, password);
        }
        return store;
    }

    private Optional<X509Certificate> firstOfPem() throws IOException, GeneralSecurityException {
        Matcher first = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
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
