package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.settings.Redaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of cameras that name their secrets, as in {@code rtsp://${yard}@192.0.2.11/stream1}: so that an address can be on a
 * topic while user and password stay in the settings of the process that reads the camera, under {@code camera-secrets}. A name
 * that is not there may be the id of a camera of the file, and stands for the login in its address. Used by one thread.
 */
public final class CameraSecrets {
    static final String KEY = "camera-secrets";

    private static final Pattern NAME = Pattern.compile("\\$\\{([a-zA-Z0-9._-]{1,100})}");
    private static final Pattern LOGIN = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)(.+)(@[^@]*)");

    private final Map<String, String> logins = new TreeMap<>();

    /** An address without its login, and the login. */
    record Parted(String url, String login) {}

    /** Takes the login of an address out, and names it there. */
    static Optional<Parted> parted(String id, String url) {
        Matcher address = LOGIN.matcher(url);
        if (!exposes(url)
                || !address.matches()
                || NAME.matcher(address.group(2)).matches()) {
            return Optional.empty();
        }
        return Optional.of(new Parted(address.group(1) + "${" + id + "}" + address.group(3), address.group(2)));
    }

    /** Whether an address has a user, a password or the like in it, rather than naming it. */
    public static boolean exposes(String url) {
        String named = url.replaceAll(NAME.pattern() + "@", "").replaceAll("=" + NAME.pattern(), "=");
        return Redaction.hasSecret(named);
    }

    /** Remembers the logins of these cameras by their ids. */
    void learnLogins(JsonNode cameras) {
        for (JsonNode camera : cameras) {
            String id = camera.path("id").asText();
            parted(id, camera.path("url").asText()).ifPresent(parted -> logins.put(id, parted.login()));
        }
    }

    /** The address with its secrets; a name that is not known stays. */
    String resolved(String url, ObjectNode secrets) {
        return NAME.matcher(url).replaceAll(found -> Matcher.quoteReplacement(value(found, secrets)));
    }

    private String value(MatchResult found, ObjectNode secrets) {
        String name = found.group(1);
        return secrets.has(name) ? secrets.get(name).asText() : logins.getOrDefault(name, found.group());
    }

    /** As a {@link ConfigCheck} of what reads cameras: each secret that an address names is known. */
    public static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        List<CameraConfig> cameras = config.cameras();
        for (int i = 0; i < cameras.size(); i++) {
            String at = Reference.CAMERAS + "[" + i + "].url";
            NAME.matcher(cameras.get(i).url())
                    .results()
                    .map(found -> found.group(1))
                    .forEach(name -> problems.accept(
                            at,
                            "names the secret " + name + ", which is unknown here: set camera-secrets." + name
                                    + " to \"USER:PASSWORD\" in the file of the process that reads the camera"));
        }
    }
}
