package dev.hawkeye.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A test certificate authority and the certificates that it signs, created by the JDK's keytool. Java accepts a
 * directly trusted certificate regardless of its dates, but checks the dates of one issued by an authority. Not
 * thread-safe.
 */
public final class TestAuthority {
    private static final String AUTHORITY = "authority";

    private final Path directory;
    private final String password;
    private final Keytool own;
    private final Keytool trusting;
    private final Path exported;

    private TestAuthority(Path directory, String password) {
        this.directory = directory.toAbsolutePath();
        this.password = password;
        this.own = new Keytool(this.directory.resolve("authority.p12"), password);
        this.trusting = new Keytool(this.directory.resolve("trusting.p12"), password);
        this.exported = this.directory.resolve("authority.pem");
    }

    /**
     * @param directory the directory for all files
     * @param password the password of all stores, at least 6 characters
     */
    public static TestAuthority make(Path directory, String password) throws IOException {
        TestAuthority made = new TestAuthority(Files.createDirectories(directory), password);
        made.own.run(
                AUTHORITY,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-startdate",
                "-30d",
                "-validity",
                "60",
                "-dname",
                "CN=authority",
                "-ext",
                "bc:c");
        made.own.run(AUTHORITY, "-exportcert", "-rfc", "-file", made.exported.toString());
        made.trusting.run(AUTHORITY, "-importcert", "-noprompt", "-file", made.exported.toString());
        return made;
    }

    /**
     * Signs a certificate.
     *
     * @param name the name of its file
     * @param begin the begin of its validity in keytool's notation, such as "-10d"
     * @param days number of days of validity from then on
     * @param host the host in keytool's notation, such as "ip:127.0.0.1"
     * @return native Kafka properties for a party that presents it
     */
    public Map<String, String> certificate(String name, String begin, int days, String host) throws IOException {
        Keytool store = new Keytool(directory.resolve(name + ".p12"), password);
        Path request = directory.resolve(name + ".csr");
        Path signed = directory.resolve(name + ".pem");
        store.run(name, "-genkeypair", "-keyalg", "RSA", "-dname", "CN=" + name);
        store.run(name, "-certreq", "-file", request.toString());
        own.run(
                AUTHORITY,
                "-gencert",
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString(),
                "-startdate",
                begin,
                "-validity",
                String.valueOf(days),
                "-ext",
                "SAN=" + host);
        store.run(AUTHORITY, "-importcert", "-noprompt", "-file", exported.toString());
        store.run(name, "-importcert", "-noprompt", "-file", signed.toString());
        return store.keys();
    }

    /** Native Kafka properties for a party that trusts what this authority signed. */
    public Map<String, String> trust() {
        return trusting.trust();
    }
}
