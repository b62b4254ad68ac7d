package dev.hawkeye.notify.receiver;

import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The authorities trusted for TLS: those of a PEM file, or those that Java trusts. */
public final class Trust {
    private Trust() {}

    /**
     * @return for the target; null for the authorities that Java trusts
     * @throws UserException when its file cannot be used
     */
    public static TrustManagerFactory of(TargetConfig target) {
        if (target.trust().toString().isEmpty()) {
            return null;
        }
        try (InputStream in = Files.newInputStream(target.trust())) {
            Collection<? extends Certificate> authorities =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (authorities.isEmpty()) {
                throw unusable(target, "has no certificate", null);
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(target, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    /** The TLS context for Java's own clients. */
    public static SSLContext contextOf(TargetConfig target) {
        TrustManagerFactory trust = of(target);
        try {
            if (trust == null) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable(target, "cannot be used (" + e.getMessage() + ")", e);
        }
    }

    private static UserException unusable(TargetConfig target, String what, Exception cause) {
        return new UserException(
                "trust of the target " + target.name() + ": " + target.trust() + " " + what
                        + "; name a PEM file with the certificate of the authority",
                cause);
    }
}
