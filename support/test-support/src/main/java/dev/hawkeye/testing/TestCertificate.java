package dev.hawkeye.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A self-signed certificate for 127.0.0.1, created by the JDK's keytool, as native Kafka properties. */
record TestCertificate(Keytool keyStore, Keytool trustStore) {

    /** @param password the password of both stores, at least 6 characters */
    static TestCertificate make(Path directory, String password) throws IOException {
        TestCertificate made = new TestCertificate(
                new Keytool(directory.resolve("keys.p12").toAbsolutePath(), password),
                new Keytool(directory.resolve("trust.p12").toAbsolutePath(), password));
        Path exported = directory.resolve("certificate.pem").toAbsolutePath();
        made.keyStore.run(
                "broker",
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-validity",
                "2",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=ip:127.0.0.1");
        made.keyStore.run("broker", "-exportcert", "-rfc", "-file", exported.toString());
        made.trustStore.run("broker", "-importcert", "-noprompt", "-file", exported.toString());
        return made;
    }

    Map<String, String> keys() {
        return keyStore.keys();
    }

    Map<String, String> trust() {
        return trustStore.trust();
    }
}
