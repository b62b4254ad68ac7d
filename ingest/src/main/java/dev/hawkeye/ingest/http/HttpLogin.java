package dev.hawkeye.ingest.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The login of one camera for HTTP and RTSP: Digest (RFC 7616, with SHA-512/256, SHA-256 and MD5) if offered, otherwise
 * Basic, strongest first. Every later request answers the camera's latest challenge. Not thread-safe.
 */
public final class HttpLogin {
    // Possessive, because a group that may be given up again takes some of the stack for each character.
    private static final Pattern PARTS =
            Pattern.compile("([\\w-]++)\\s*+=\\s*+(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,]*+))|([\\w-]++)");
    private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256", "SHA-512-256"); // the weakest first
    private static final int MAX_TRIES = 4;
    private static final int MAX_HEADER = 1 << 13; // characters; what is longer is no challenge
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String user;
    private final String password;
    private List<Challenge> offered = new ArrayList<>();
    private int requests;
    private int refusals;
    private boolean taken; // an answer to the strongest offer

    public HttpLogin(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * Processes a refusal by the camera.
     *
     * @param headers all its WWW-Authenticate values
     * @return whether to retry
     */
    public boolean learn(List<String> headers) {
        if (++refusals > MAX_TRIES) {
            return false;
        }
        List<Challenge> now = challenges(headers);
        boolean stale = now.stream().anyMatch(challenge -> "true".equalsIgnoreCase(challenge.get("stale")));
        // Many cameras do not say that a nonce has expired: whoever was let in before knows the password.
        boolean expired = taken && now.stream().noneMatch(challenge -> challenge.hasNonceOf(offered.get(0)));
        taken = false;
        if (offered.isEmpty() || stale || expired) {
            offered = now;
        } else { // the answer to the strongest one was refused
            String refused = offered.get(0).name();
            now.removeIf(challenge -> challenge.strength() >= strength(offered.get(0)));
            now.removeIf(challenge -> challenge.name().equals(refused));
            offered = now;
        }
        requests = 0;
        return !offered.isEmpty();
    }

    private static int strength(Challenge challenge) {
        return challenge.strength();
    }

    /** Records that the camera has accepted a request. */
    public void accepted() {
        refusals = 0;
        taken = isKnown();
    }

    /** Forgets the offered challenges, so that the camera is asked again. */
    void forget() {
        offered = new ArrayList<>();
    }

    /** Whether the camera has offered a supported login. */
    public boolean isKnown() {
        return !offered.isEmpty();
    }

    /** Whether the strongest offer is a Digest with an algorithm other than MD5. */
    public boolean isBeyondMd5() {
        return isKnown() && offered.get(0).strength() > 1 + ALGORITHMS.indexOf("MD5");
    }

    /** @return value of the Authorization header; requires {@link #isKnown()} */
    public String answer(String method, String path) {
        Challenge challenge = offered.get(0);
        if (challenge.scheme.equals("basic")) {
            byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(login);
        }
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return digest(challenge, method, path, HexFormat.of().formatHex(random), ++requests);
    }

    private String digest(Challenge challenge, String method, String path, String clientNonce, int count) {
        String realm = challenge.get("realm");
        String nonce = challenge.get("nonce");
        String secret = challenge.hash(user + ":" + realm + ":" + password);
        if (challenge.isSession()) {
            secret = challenge.hash(secret + ":" + nonce + ":" + clientNonce);
        }
        String request = challenge.hash(method + ":" + path);
        String number = String.format(Locale.ROOT, "%08x", count);
        boolean counted = !challenge.get("qop").isEmpty();
        String response = challenge.hash(
                counted
                        ? String.join(":", secret, nonce, number, clientNonce, "auth", request)
                        : String.join(":", secret, nonce, request));
        boolean hashed = "true".equalsIgnoreCase(challenge.get("userhash"));
        StringBuilder answer = new StringBuilder("Digest username=")
                .append(quoted(hashed ? challenge.hash(user + ":" + realm) : user))
                .append(", realm=")
                .append(quoted(realm))
                .append(", nonce=")
                .append(quoted(nonce))
                .append(", uri=")
                .append(quoted(path))
                .append(", response=")
                .append(quoted(response));
        if (challenge.parameters.containsKey("algorithm")) {
            answer.append(", algorithm=").append(challenge.get("algorithm"));
        }
        if (challenge.parameters.containsKey("opaque")) {
            answer.append(", opaque=").append(quoted(challenge.get("opaque")));
        }
        if (counted) {
            answer.append(", qop=auth, nc=").append(number);
        }
        if (counted || challenge.isSession()) {
            answer.append(", cnonce=").append(quoted(clientNonce));
        }
        return answer.append(hashed ? ", userhash=true" : "").toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** @return the challenges that can be answered, the strongest first */
    private static List<Challenge> challenges(List<String> headers) {
        List<Challenge> found = new ArrayList<>();
        for (String header : headers) {
            if (header.length() > MAX_HEADER) {
                continue;
            }
            Matcher part = PARTS.matcher(header);
            Challenge current = null;
            while (part.find()) {
                if (part.group(4) != null) {
                    current = new Challenge(part.group(4).toLowerCase(Locale.ROOT), new HashMap<>());
                    found.add(current);
                } else if (current != null) {
                    String value = part.group(2) == null
                            ? part.group(3)
                            : part.group(2).replaceAll("\\\\(.)", "$1");
                    current.parameters.put(part.group(1).toLowerCase(Locale.ROOT), value);
                }
            }
        }
        found.removeIf(challenge -> challenge.strength() < 0);
        found.sort(Comparator.comparingInt(Challenge::strength).reversed());
        return found;
    }

    @Override
    public String toString() {
        return "HttpLogin[***]";
    }

    /** One way to log in, offered by the camera. */
    private record Challenge(String scheme, Map<String, String> parameters) {

        String get(String parameter) {
            return parameters.getOrDefault(parameter, "");
        }

        String name() {
            return scheme + get("algorithm");
        }

        /** @return -1 if it cannot be answered, for example if "auth-int" is the only quality of protection */
        int strength() {
            if (scheme.equals("basic")) {
                return 0;
            }
            String quality = get("qop");
            boolean known = quality.isEmpty()
                    || Arrays.stream(quality.split(","))
                            .anyMatch(one -> one.strip().equalsIgnoreCase("auth"));
            int algorithm = ALGORITHMS.indexOf(algorithm());
            return scheme.equals("digest") && known && algorithm >= 0 ? 1 + algorithm : -1;
        }

        boolean hasNonceOf(Challenge other) {
            return get("nonce").equals(other.get("nonce"));
        }

        boolean isSession() {
            return get("algorithm").toUpperCase(Locale.ROOT).endsWith("-SESS");
        }

        private String algorithm() {
            String name = get("algorithm").toUpperCase(Locale.ROOT);
            return name.isEmpty() ? "MD5" : name.replaceFirst("-SESS$", "");
        }

        String hash(String text) {
            try {
                String name = algorithm().equals("SHA-512-256") ? "SHA-512/256" : algorithm();
                byte[] hash = MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e); // every JRE has them
            }
        }
    }
}
