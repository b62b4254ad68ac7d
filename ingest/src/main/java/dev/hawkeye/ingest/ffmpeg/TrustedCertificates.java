package dev.hawkeye.ingest.ffmpeg;

import dev.hawkeye.ingest.source.CameraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificates that Java trusts, as a file for FFmpeg, whose TLS library looks for them at a path fixed at build
 * time.
 */
final class TrustedCertificates {
    private static Path file; // guarded by the class

    private TrustedCertificates() {}

    /** @return a PEM file, written once and deleted on exit */
    static synchronized Path file() throws CameraException {
        try {
            if (file == null || !Files.exists(file)) {
                file = Files.createTempFile("hawkeye-trusted-", ".pem");
                file.toFile().deleteOnExit();
                Files.writeString(file, pem());
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw CameraException.temporary("the trusted certificates cannot be read: " + e.getMessage());
        }
    }

    private static String pem() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        StringBuilder pem = new StringBuilder();
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trusting) {
                for (X509Certificate certificate : trusting.getAcceptedIssuers()) {
                    pem.append("-----BEGIN CERTIFICATE-----\n")
                            .append(encoder.encodeToString(certificate.getEncoded()))
                            .append("\n-----END CERTIFICATE-----\n");
                }
            }
        }
        return pem.toString();
    }
}
