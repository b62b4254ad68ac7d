package dev.hawkeye.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A certificate for 127.0.0.1 that vouches for itself, made by the JDK's keytool, in native properties of Kafka. */
record TestCertificate(Path keyStore, Path trustStore, String password) {

    /** @param password of both stores, at least 6 characters */
    static TestCertificate make(Path directory, String password) throws IOException {
        TestCertificate made = new TestCertificate(
                directory.resolve("keys.p12").toAbsolutePath(),
                directory.resolve("trust.p12").toAbsolutePath(),
                password);
        Path exported = directory.resolve("certificate.pem").toAbsolutePath();
        made.keytool(
                made.keyStore,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-validity",
                "2",
                "-dname",
                "CN=broker",
                "-ext",
                "SAN=ip:127.0.0.1");
        made.keytool(made.keyStore, "-exportcert", "-rfc", "-file", exported.toString());
        made.keytool(made.trustStore, "-importcert", "-noprompt", "-file", exported.toString());
        return made;
    }

    private void keytool(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "broker", "-storetype", "PKCS12", "-keystore", store.toString()));
        command.addAll(List.of("-storepass", password));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    Map<String, String> keys() {
        return Map.of(
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.location",
                keyStore.toString(),
                "ssl.keystore.password",
                password,
                "ssl.key.password",
                password);
    }

    Map<String, String> trust() {
        return Map.of(
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.location",
                trustStore.toString(),
                "ssl.truststore.password",
                password);
    }
}
