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
 * Addresses of cameras that name their secrets, as in {@code rtsp://${yard}@192.0.2.11/stream1}: so that an address can be on a
 * topic while user and password stay in the settings of the process that reads the camera, under {@code camera-secrets}. A name
 * that is not there may be the id of a camera of the file, and stands for the login in its address, or with the name of a parameter
 * behind it, such as {@code yard.pwd}, for the value of that. Used by one thread.
 *
 * <p>Who may change addresses must not thereby be able to have a login sent to a host of their own. So a secret of an address
 * of the file is for the host of that address alone, and one of {@code camera-secrets} may be bound to hosts, as
 * {@code yard@192.0.2.11}.
 */
public final class CameraSecrets {
    static final String KEY = "camera-secrets";

    private static final Pattern NAME = Pattern.compile("\\$\\{([a-zA-Z0-9._-]{1,100})}");
    private static final Pattern OF_NETWORK = Pattern.compile("(?!(?i:file):)[a-zA-Z][a-zA-Z0-9+.-]*://");
    private static final Pattern LOGIN = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)(.+)(@[^@]*)");

    private final Map<String, String> ofFile = new TreeMap<>();

    /**
     * An address that names its secrets, and their values.
     *
     * @param secrets by name
     */
    record Parted(String url, Map<String, String> secrets) {}

    /**
     * Takes the secrets out of an address, and names them there: the login after the camera, the value of a parameter such as
     * {@code pwd} after both.
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

    /** Whether an address has a user, a password or the like in it, rather than naming it. */
    public static boolean exposes(String url) {
        String named = url.replaceAll(NAME.pattern() + "@", "").replaceAll("=" + NAME.pattern(), "=");
        return Redaction.hasSecret(named);
    }

    /** Remembers the secrets in the addresses of these cameras by the names that {@link #parted} gives them. */
    void learn(JsonNode cameras) {
        for (JsonNode camera : cameras) {
            String url = camera.path("url").asText();
            parted(camera.path("id").asText(), url)
                    .secrets()
                    .forEach((name, value) -> ofFile.put(bound(name, host(url)), value));
        }
    }

    /**
     * The address with its secrets; a name that is not known, or not for this host, stays, and all do where a secret would be
     * shown.
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

    /** Where ingest would connect to; empty where that is nowhere. */
    private static String host(String url) {
        try {
            return OF_NETWORK.matcher(url).lookingAt()
                    ? NetworkAddress.parse(url).host().toLowerCase(Locale.ROOT)
                    : "";
        } catch (SettingException e) {
            return "";
        }
    }

    /** Whether logs and the status of the camera would show a secret that the address names, in its path for one. */
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

    /** As a {@link ConfigCheck} of what reads cameras: each secret that an address names is known, and stays hidden. */
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
