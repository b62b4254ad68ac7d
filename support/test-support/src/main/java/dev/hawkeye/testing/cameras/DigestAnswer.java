package dev.hawkeye.testing.cameras;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the Authorization header of a Digest login as a camera does, with "auth" as quality of protection. */
public final class DigestAnswer {
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^,]*))");

    private DigestAnswer() {}

    /** The parameters of a challenge or a response, by name. */
    public static Map<String, String> parameters(String header) {
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(header);
        while (parameter.find()) {
            parameters.put(parameter.group(1), parameter.group(2) == null ? parameter.group(3) : parameter.group(2));
        }
        return parameters;
    }

    /**
     * Whether only a client that knows the password can have sent this response.
     *
     * @param algorithm the algorithm as named in Java
     * @param given parameters of the response
     */
    public static boolean isRight(
            String algorithm, String method, Map<String, String> given, String user, String password) {
        String secret = hash(algorithm, user + ":" + given.get("realm") + ":" + password);
        String response = hash(
                algorithm,
                String.join(
                        ":",
                        secret,
                        given.get("nonce"),
                        given.get("nc"),
                        given.get("cnonce"),
                        given.get("qop"),
                        hash(algorithm, method + ":" + given.get("uri"))));
        return response.equals(given.get("response"));
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
