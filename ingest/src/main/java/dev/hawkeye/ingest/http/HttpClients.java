package dev.hawkeye.ingest.http;

import java.net.Socket;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The HTTP clients and TLS contexts shared by all cameras: one that verifies certificates and one that does not. */
public final class HttpClients {
    private static final HttpClient CHECKING = builder().build();

    private HttpClients() {}

    static HttpClient of(boolean verifyCertificate) {
        return verifyCertificate ? CHECKING : Trusting.CLIENT;
    }

    /** The clients' TLS context; without verification, any certificate is accepted. */
    public static SSLContext tls(boolean verifyCertificate) {
        try {
            return verifyCertificate ? SSLContext.getDefault() : Trusting.CONTEXT;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has TLS
        }
    }

    private static HttpClient.Builder builder() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // offering HTTP/2 confuses cameras
                .followRedirects(HttpClient.Redirect.NEVER);
    }

    /** Created on first use. */
    private static final class Trusting {
        static final SSLContext CONTEXT = context();
        static final HttpClient CLIENT = builder().sslContext(CONTEXT).build();

        private static SSLContext context() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {new TrustEverybody()}, new SecureRandom());
                return context;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e); // every Java has TLS
            }
        }
    }

    /** For cameras with {@code verify-certificate: false}: neither the chain nor the name is checked. */
    private static final class TrustEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
