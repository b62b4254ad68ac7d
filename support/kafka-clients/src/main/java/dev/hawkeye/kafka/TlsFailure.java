package dev.hawkeye.kafka;

import dev.hawkeye.settings.OneLine;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why a TLS connection failed. Java reports the reason in one of several nested exceptions, in its own wording.
 *
 * @param reason the problem, followed by the remedy
 * @param mayHeal whether the peer can fix it while this process waits
 */
public record TlsFailure(String reason, boolean mayHeal) {

    /** @return empty when {@code failure} and its causes are not about TLS */
    public static Optional<TlsFailure> in(Throwable failure) {
        Optional<TlsFailure> outermost = Optional.empty();
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof CertificateExpiredException) {
                return healing(
                        "its certificate, or one that signed it, has expired (" + OneLine.of(e) + "): renew it there");
            }
            if (e instanceof CertificateNotYetValidException) {
                return healing("its certificate, or one that signed it, is not valid yet (" + OneLine.of(e)
                        + "): compare the clocks");
            }
            if (e instanceof CertificateException && isOfAnotherHost(OneLine.of(e))) {
                return Optional.of(new TlsFailure(
                        "its certificate is for another host (" + OneLine.of(e)
                                + "): fix the address here, or the names in the certificate there",
                        false));
            }
            if (e instanceof SSLException && outermost.isEmpty()) {
                outermost = Optional.of(of((SSLException) e));
            }
        }
        return outermost;
    }

    private static TlsFailure of(SSLException e) {
        String message = OneLine.of(e);
        if (message.contains("fatal alert: certificate_expired")) {
            return new TlsFailure("it says that this client's certificate has expired: renew it", true);
        }
        if (message.contains("fatal alert: ") && message.contains("certificate")) {
            return new TlsFailure(
                    "it rejects this client's certificate (" + message + "): use one that it trusts", true);
        }
        if (message.contains("unable to find valid certification path")) {
            return new TlsFailure(
                    "its certificate is not signed by an authority that is trusted here (" + message
                            + "): add its authority to the trust store",
                    false);
        }
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return new TlsFailure("there is no TLS on that port: fix the port, or turn TLS off", false);
        }
        return new TlsFailure(message + ": fix the TLS settings", false);
    }

    private static Optional<TlsFailure> healing(String reason) {
        return Optional.of(new TlsFailure(reason, true));
    }

    private static boolean isOfAnotherHost(String message) {
        return message.startsWith("No subject alternative") || message.startsWith("No name matching");
    }
}
