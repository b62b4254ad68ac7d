package dev.hawkeye.testing;

import dev.hawkeye.embedded.EmbeddedKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * An {@link EmbeddedKafka} as a careful operator runs one: its only client listener uses SASL_SSL with its own
 * certificate, users have passwords, and nothing is allowed without a grant.
 *
 * <p>Owns the broker and an admin client until {@link #close()}. Thread-safe.
 */
public final class SecureKafka implements AutoCloseable {
    private static final String BROKER = "broker";
    private static final String BROKER_PASSWORD = "of-the-broker-itself";
    private static final String LISTENER = "listener.name.client.";

    private final EmbeddedKafka kafka;
    private final TestCertificate certificate;
    private final Admin admin;

    private SecureKafka(EmbeddedKafka kafka, TestCertificate certificate) {
        this.kafka = kafka;
        this.certificate = certificate;
        this.admin = Admin.create(new HashMap<>(client(BROKER, BROKER_PASSWORD)));
    }

    /**
     * Starts the broker, without any grants.
     *
     * @param directory the directory for data and certificate
     * @param storePassword password of the key store and the trust store
     * @param passwords the passwords by user
     */
    public static SecureKafka start(Path directory, String storePassword, Map<String, String> passwords) {
        try {
            Files.createDirectories(directory);
            TestCertificate certificate = TestCertificate.make(directory, storePassword);
            return new SecureKafka(
                    EmbeddedKafka.start(directory.resolve("data"), 0, broker(certificate, passwords)), certificate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> broker(TestCertificate certificate, Map<String, String> passwords) {
        StringBuilder login = new StringBuilder(login(BROKER, BROKER_PASSWORD));
        login.setLength(login.length() - 1);
        Map<String, String> all = new HashMap<>(passwords);
        all.put(BROKER, BROKER_PASSWORD);
        all.forEach((user, password) -> login.append(" user_%s=\"%s\"".formatted(user, password)));
        Map<String, String> properties = new HashMap<>();
        properties.put("listener.security.protocol.map", "CLIENT:SASL_SSL,CONTROLLER:PLAINTEXT");
        properties.put("sasl.enabled.mechanisms", "PLAIN");
        properties.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        properties.put(LISTENER + "plain.sasl.jaas.config", login + ";");
        certificate.keys().forEach((key, value) -> properties.put(LISTENER + key, value));
        certificate.trust().forEach((key, value) -> properties.put(LISTENER + key, value));
        properties.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.put("allow.everyone.if.no.acl.found", "false");
        // The controller's own listener is plaintext, so its clients are anonymous.
        properties.put("super.users", "User:" + BROKER + ";User:ANONYMOUS");
        return properties;
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password);
    }

    /** @return native properties with which {@code user} connects, including {@code bootstrap.servers} */
    public Map<String, String> client(String user, String password) {
        Map<String, String> properties = new HashMap<>(certificate.trust());
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("security.protocol", "SASL_SSL");
        properties.put("sasl.mechanism", "PLAIN");
        properties.put("sasl.jaas.config", login(user, password));
        return properties;
    }

    /** @return a client that may do everything; closed with this object */
    public Admin admin() {
        return admin;
    }

    /** @return native properties of the superuser */
    public Map<String, String> superuser() {
        return client(BROKER, BROKER_PASSWORD);
    }

    /** Grants {@code user} the {@code operations} on the one resource with that name. */
    public void allow(String user, ResourceType type, String name, AclOperation... operations) {
        allow(user, new ResourcePattern(type, name, PatternType.LITERAL), operations);
    }

    /** Grants {@code user} the {@code operations} on all resources whose names begin with {@code prefix}. */
    public void allowPrefixed(String user, ResourceType type, String prefix, AclOperation... operations) {
        allow(user, new ResourcePattern(type, prefix, PatternType.PREFIXED), operations);
    }

    private void allow(String user, ResourcePattern resource, AclOperation... operations) {
        List<AclBinding> grants = new ArrayList<>();
        for (AclOperation operation : operations) {
            grants.add(new AclBinding(
                    resource, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW)));
        }
        try {
            admin.createAcls(grants).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not granted: " + grants, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("not granted: " + grants, e);
        }
    }

    @Override
    public void close() {
        admin.close();
        kafka.close();
    }
}
