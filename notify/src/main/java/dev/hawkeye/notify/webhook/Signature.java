package dev.hawkeye.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code Hawkeye-Signature: t=1790000000,v1=…}: the HMAC-SHA256, in hex, of the time in seconds since 1970,
 * a '.' and the body. A receiver recomputes it, and rejects old times to prevent replays.
 */
final class Signature {
    static final String HEADER = "Hawkeye-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** @param second since 1970 */
    static String of(String secret, long second, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((second + ".").getBytes(UTF_8));
            return "t=" + second + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
