package dev.hawkeye.clips;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket of any S3-compatible store. A clip becomes visible once S3 has all of it. A large clip is uploaded in parts,
 * and the parts of an aborted upload are deleted. The bucket's own rules decide how long clips are kept.
 */
final class S3Store implements ClipStore {
    private static final Logger log = LoggerFactory.getLogger(S3Store.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final String TYPE = "video/mp4";
    private static final int NOT_FOUND = 404;
    private static final int PART_BYTES = 8 << 20; // S3's minimum is 5 MiB

    private final S3Address place;
    private final S3Client client;

    /** @param config settings whose storage is an S3 address */
    S3Store(ClipsConfig config) {
        place = S3Address.parse(config.storage()).orElseThrow();
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER)
                        .build())
                .region(Region.of(config.region()))
                .credentialsProvider(credentials(config.credentials()))
                // Other S3 implementations do not support Amazon's newest checksums; TLS and signatures protect the
                // data anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (!config.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(config.endpoint())).forcePathStyle(true);
        }
        client = builder.build();
    }

    private static AwsCredentialsProvider credentials(String text) {
        if (text.isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        int colon = text.indexOf(':');
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(text.substring(0, colon), text.substring(colon + 1)));
    }

    @Override
    public String put(String key, Path clip) throws IOException {
        String name = name(key);
        long bytes = Files.size(clip);
        if (bytes <= PART_BYTES) {
            call(
                    "write",
                    key,
                    () -> client.putObject(
                            put -> put.bucket(place.bucket()).key(name).contentType(TYPE), RequestBody.fromFile(clip)));
        } else {
            putInParts(key, clip);
        }
        return base() + key;
    }

    private void putInParts(String key, Path clip) throws IOException {
        String name = name(key);
        String upload = call(
                "write",
                key,
                () -> client.createMultipartUpload(create ->
                                create.bucket(place.bucket()).key(name).contentType(TYPE))
                        .uploadId());
        try (InputStream in = Files.newInputStream(clip)) {
            List<CompletedPart> parts = new ArrayList<>();
            for (byte[] part = in.readNBytes(PART_BYTES); part.length > 0; part = in.readNBytes(PART_BYTES)) {
                parts.add(bring(key, upload, parts.size() + 1, part));
            }
            call(
                    "write",
                    key,
                    () -> client.completeMultipartUpload(complete -> complete.bucket(place.bucket())
                            .key(name)
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts))));
        } catch (IOException | RuntimeException e) {
            forget(name, upload);
            throw e;
        }
    }

    private CompletedPart bring(String key, String upload, int number, byte[] part) throws IOException {
        String name = name(key);
        String tag = call(
                "write",
                key,
                () -> client.uploadPart(
                                request -> request.bucket(place.bucket())
                                        .key(name)
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromBytes(part))
                        .eTag());
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    /** Aborts an upload: its parts cost money until the bucket's own rules delete them. */
    private void forget(String name, String upload) {
        try {
            client.abortMultipartUpload(
                    abort -> abort.bucket(place.bucket()).key(name).uploadId(upload));
        } catch (SdkException e) {
            log.debug("Parts of {} stay", name, e);
        }
    }

    @Override
    public Optional<Long> length(String key) throws IOException {
        String name = name(key);
        return call("read", key, () -> {
            try {
                return Optional.of(
                        client.headObject(head -> head.bucket(place.bucket()).key(name))
                                .contentLength());
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            } catch (S3Exception e) {
                if (e.statusCode() == NOT_FOUND) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public InputStream open(String key, long from, long length) throws IOException {
        String name = name(key);
        String range = "bytes=" + from + "-" + (from + length - 1);
        return new BufferedInputStream(call(
                "read",
                key,
                () -> client.getObject(
                        get -> get.bucket(place.bucket()).key(name).range(range))));
    }

    private String name(String key) throws IOException {
        return place.prefix() + Keys.checked(key).orElseThrow(() -> new IOException("not the name of a clip: " + key));
    }

    /** The message of a client error may quote what was sent, so only its type is reported. */
    private <T> T call(String what, String key, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (S3Exception e) {
            String code = e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                    ? ""
                    : " " + e.awsErrorDetails().errorCode();
            throw new IOException("cannot " + what + " " + base() + key + ": status " + e.statusCode() + code, e);
        } catch (SdkException e) {
            throw new IOException("cannot " + what + " " + base() + key + ": " + cause(e), e);
        }
    }

    private static String cause(SdkException e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause == e && String.valueOf(e.getMessage()).contains("credentials")
                ? "there are no credentials: set HAWKEYE_CLIPS_CREDENTIALS, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
                : cause.getClass().getSimpleName();
    }

    @Override
    public String base() {
        return place.base();
    }

    @Override
    public int deleteOlderThan(Instant time) {
        return 0;
    }

    @Override
    public void close() {
        client.close();
    }
}
