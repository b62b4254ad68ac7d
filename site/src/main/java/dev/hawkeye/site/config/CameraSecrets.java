package dev.hawkeye.site.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.NetworkAddress;
import dev.hawkeye.settings.Redaction;
import dev.hawkeye.settings.SettingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Camera addresses that reference their secrets by name, as in {@code rtsp://${yard}@192.0.2.11/stream1}: so an address
 * can be on a topic while the user and password stay in the settings of the process that reads the camera, under
 * {@code camera-secrets}. A name that is not defined there may be the id of a camera in the file, and then stands for
 * the login in its address, or, followed by a parameter's name as in {@code yard.pwd}, for the value of that parameter.
 * Not thread-safe.
 *
 * <p>Users who may change addresses must not be able to redirect a login to their own host. So a secret from an address
 * in the file is valid only for the host of that address, and one in {@code camera-secrets} may be bound to a host, as
 * in {@code yard@192.0.2.11}.
 */
public final class CameraSecrets {
    static final String KEY = "camera-secrets";

    private static final Pattern NAME = Pattern.compile("\\$\\{([a-zA-Z0-9._-]{1,100})}");
    private static final Pattern OF_NETWORK = Pattern.compile("(?!(?i:file):)[a-zA-Z][a-zA-Z0-9+.-]*://");
    private static final Pattern LOGIN = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)(.+)(@[^@]*)");

    private final Map<String, String> ofFile = new TreeMap<>();

    /**
     * An address that references its secrets, and their values.
     *
     * @param secrets by name
     */
    record Parted(String url, Map<String, String> secrets) {}

    /**
     * Replaces the secrets in an address with names: the login with the camera's id, the value of a parameter such as
     * {@code pwd} with the id and the parameter's name.
     */
    static Parted parted(String id, String url) {
        Map<String, String> secrets = new TreeMap<>();
        String named = url;
        Matcher address = LOGIN.matcher(url);
        if (exposes(url) && address.matches() && !NAME.matcher(address.group(2)).matches()) {
            secrets.put(id, address.group(2));
            named = address.group(1) + "${" + id + "}" + address.group(3);
        }
        String all = Redaction.replaceSecretValues(named, (parameter, value) -> {
            if (NAME.matcher(value).matches()) {
                return value;
            }
            secrets.put(id + "." + parameter, value);
            return "${" + id + "." + parameter + "}";
        });
        return new Parted(all, secrets);
    }

    /** Whether an address contains a user, a password or another secret, rather than a reference. */
    public static boolean exposes(String url) {
        String named = url.replaceAll(NAME.pattern() + "@", "").replaceAll("=" + NAME.pattern(), "=");
        return Redaction.hasSecret(named);
    }

    /** Remembers the secrets in the addresses of these cameras under the names that {@link #parted} gives them. */
    void learn(JsonNode cameras) {
        for (JsonNode camera : cameras) {
            String url = camera.path("url").asText();
            parted(camera.path("id").asText(), url)
                    .secrets()
                    .forEach((name, value) -> ofFile.put(bound(name, host(url)), value));
        }
    }

    /**
     * The address with its secrets filled in. A name that is unknown, or not valid for this host, is left as it is; so
     * are all names if a secret would be shown.
     */
    String resolved(String url, ObjectNode secrets) {
        if (shows(url)) {
            return url;
        }
        String host = host(NAME.matcher(url).replaceAll("x"));
        String whole = NAME.matcher(url).replaceAll(found -> Matcher.quoteReplacement(value(found, host, secrets)));
        return host.equals(host(whole)) ? whole : url;
    }

    private static String bound(String name, String host) {
        return name + "@" + host;
    }

    /** The host to which ingest would connect; empty if there is none. */
    private static String host(String url) {
        try {
            return OF_NETWORK.matcher(url).lookingAt()
                    ? NetworkAddress.parse(url).host().toLowerCase(Locale.ROOT)
                    : "";
        } catch (SettingException e) {
            return "";
        }
    }

    /** Whether logs and the camera's status would show a referenced secret, for example one in the path. */
    private static boolean shows(String url) {
        return NAME.matcher(url).find()
                && (!OF_NETWORK.matcher(url).lookingAt()
                        || NAME.matcher(Redaction.redact(url)).find());
    }

    private String value(MatchResult found, String host, ObjectNode secrets) {
        String name = found.group(1);
        for (String known : List.of(bound(name, host), name)) {
            if (secrets.has(known)) {
                return secrets.get(known).asText();
            }
        }
        return ofFile.getOrDefault(bound(name, host), found.group());
    }

    /**
     * Checks that each referenced secret is known and stays hidden; a {@link ConfigCheck} for processes that read
     * cameras.
     */
    public static void check(HawkeyeConfig config, BiConsumer<String, String> problems) {
        List<CameraConfig> cameras = config.cameras();
        for (int i = 0; i < cameras.size(); i++) {
            String at = Reference.CAMERAS + "[" + i + "].url";
            String url = cameras.get(i).url();
            boolean shows = shows(url);
            NAME.matcher(url)
                    .results()
                    .map(found -> found.group(1))
                    .forEach(name -> problems.accept(at, shows ? shown(name) : unknown(name)));
        }
    }

    private static String shown(String name) {
        return "names the secret " + name
                + " where everybody would read it: it may stand before the '@' of an address such as" + " rtsp://${"
                + name + "}@HOST/, or be the value of a parameter";
    }

    private static String unknown(String name) {
        return "names the secret " + name + ", which is unknown here, or not for this host: set camera-secrets." + name
                + " to \"USER:PASSWORD\" in the file of the process that reads the camera, or " + name
                + "@HOST for a host";
    }
}
