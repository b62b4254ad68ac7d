package dev.hawkeye.site.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A token that clients present. Immutable; its text never appears in messages. */
final class SharedSecret {
    private static final String HMAC = "HmacSHA256";

    private final byte[] token;

    /** @param token empty for none */
    SharedSecret(String token) {
        this.token = token.getBytes(UTF_8);
    }

    boolean isSet() {
        return token.length > 0;
    }

    /** Whether this is the token, compared in constant time. */
    boolean is(String shown) {
        return isSet() && MessageDigest.isEqual(token, shown.getBytes(UTF_8));
    }

    /** HMAC-SHA-256 of a text, in hexadecimal digits; requires a token. */
    String proof(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(token, HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
