package dev.hawkeye.detector.delivery;

import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/**
 * Downloads models from {@code https} addresses, with limits on time and size. Follows no redirect to {@code http}.
 * Does not check digests. Thread-safe.
 */
final class ModelDownload {
    private static final Duration CONNECTING = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final long STEP_MILLIS = 200;
    private static final int MAX_ADDRESS = 2_000;

    private final SSLContext tls;
    private final Duration longest;
    private final long maxBytes;

    /** @param tls determines which servers are trusted */
    ModelDownload(SSLContext tls, Duration longest, long maxBytes) {
        this.tls = tls;
        this.longest = longest;
        this.maxBytes = maxBytes;
    }

    /** Trusts the servers that the JVM trusts. */
    static ModelDownload trustingAsTheJvm() {
        try {
            return new ModelDownload(SSLContext.getDefault(), LONGEST, ModelDescription.MAX_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM has no TLS", e);
        }
    }

    /**
     * Checks the address of a model.
     *
     * @throws ModelException when a model cannot be fetched from there, with the remedy
     */
    static URI checkAddress(String address) {
        try {
            URI uri = new URI(address);
            if ("https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && address.length() <= MAX_ADDRESS) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Throws below.
        }
        throw new ModelException("the address of a model must be https://HOST/…, without user and password, up to "
                + MAX_ADDRESS + " characters: publish it with another address, or its file");
    }

    /** The part of an address that may be shown: a query may contain a secret. */
    static String shown(URI address) {
        return "https://" + address.getRawAuthority() + address.getRawPath();
    }

    /**
     * Downloads a file.
     *
     * @param to is overwritten
     * @param closing ends the download when true
     * @throws ModelException when the download fails, with the reason and the remedy
     * @throws IOException when {@code to} cannot be written
     */
    void fetch(URI address, Path to, BooleanSupplier closing) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(tls)
                .connectTimeout(CONNECTING)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(address).timeout(longest).build();
        try (FileChannel file = FileChannel.open(
                to, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            BoundedFile body = new BoundedFile(file);
            CompletableFuture<HttpResponse<Void>> answer =
                    client.sendAsync(request, info -> info.statusCode() == 200 ? body.subscriber() : nothing());
            HttpResponse<Void> response = await(answer, address, closing);
            if (response.statusCode() != 200) {
                throw trouble(address, "it answers with status " + response.statusCode());
            }
            body.rethrow();
        }
    }

    private static BodySubscriber<Void> nothing() {
        return BodySubscribers.replacing(null);
    }

    /** Also gives up on a server that goes silent in the middle of the file. */
    private HttpResponse<Void> await(
            CompletableFuture<HttpResponse<Void>> answer, URI address, BooleanSupplier closing) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!closing.getAsBoolean()) {
                try {
                    return answer.get(STEP_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    if (System.nanoTime() > end) {
                        throw trouble(address, "it took longer than " + longest.toSeconds() + " s");
                    }
                }
            }
            throw new IllegalStateException("the detector is closed");
        } catch (ExecutionException e) {
            throw trouble(
                    address,
                    e.getCause() instanceof ModelException bound ? bound.getMessage() : String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static ModelException trouble(URI address, String what) {
        return new ModelException("it cannot be fetched from " + shown(address) + " (" + what
                + "): check the address, and whether this machine reaches it");
    }

    /** Receives the bytes, up to a limit. */
    private final class BoundedFile {
        private final FileChannel file;
        private long written;
        private volatile IOException trouble;

        BoundedFile(FileChannel file) {
            this.file = file;
        }

        BodySubscriber<Void> subscriber() {
            return BodySubscribers.ofByteArrayConsumer(this::take);
        }

        private void take(Optional<byte[]> more) {
            if (more.isEmpty()) {
                return;
            }
            written += more.get().length;
            if (written > maxBytes) {
                throw new ModelException("it has more than " + maxBytes + " bytes");
            }
            try {
                ByteBuffer left = ByteBuffer.wrap(more.get());
                while (left.hasRemaining()) {
                    int unused = file.write(left);
                }
            } catch (IOException e) {
                trouble = e;
                throw new ModelException("it cannot be written", e);
            }
        }

        void rethrow() throws IOException {
            if (trouble != null) {
                throw trouble;
            }
        }
    }
}
