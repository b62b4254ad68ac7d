package dev.hawkeye.app;

import dev.hawkeye.commandline.TemporaryDirectory;
import dev.hawkeye.site.Closing;
import dev.hawkeye.testing.Registry;
import dev.hawkeye.testing.SecureKafka;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link SecureKafka} and a registry for the tests of one class. */
final class SecureSurroundings implements BeforeAllCallback, AfterAllCallback {
    private final Map<String, String> passwords;
    private TemporaryDirectory directory;
    private SecureKafka kafka;
    private Registry registry;

    private SecureSurroundings(Map<String, String> passwords) {
        this.passwords = Map.copyOf(passwords);
    }

    /** @param passwords by user */
    static SecureSurroundings withUsers(Map<String, String> passwords) {
        return new SecureSurroundings(passwords);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        directory = TemporaryDirectory.create();
        kafka = SecureKafka.start(directory.path().resolve("kafka"), "store-password", passwords);
        registry = new Registry();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Closing.inOrder(registry, kafka, directory);
    }

    /** For what all tests of the class share. */
    Path directory() {
        return directory.path();
    }

    SecureKafka kafka() {
        return kafka;
    }

    String registry() {
        return registry.url();
    }

    /** @param at where the site keeps its files */
    SecureSite site(Path at, String prefix) {
        return new SecureSite(at, kafka, prefix);
    }
}
