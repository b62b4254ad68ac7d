package dev.hawkeye.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Credentials embedded in the registry's address. They are moved to the dedicated property, since Confluent's client
 * shows addresses in its errors.
 */
final class RegistryLogin {
    private static final String SOURCE = "basic.auth.credentials.source";
    private static final String USER_INFO = "basic.auth.user.info";
    private static final Pattern IN_ADDRESS = Pattern.compile("(?<=://)([^,/]*)@");

    private RegistryLogin() {}

    /** @return the properties, with no credentials in {@code schema.registry.url} */
    static Map<String, String> outOfAddress(Map<String, String> properties) {
        Matcher login = IN_ADDRESS.matcher(properties.get(SchemaRegistry.URL));
        if (!login.find()) {
            return properties;
        }
        Map<String, String> clean = new HashMap<>(properties);
        clean.put(SchemaRegistry.URL, login.replaceAll(""));
        if ("URL".equals(properties.getOrDefault(SOURCE, "URL"))) {
            login.reset().find();
            clean.put(SOURCE, "USER_INFO");
            clean.put(USER_INFO, login.group(1));
        }
        return clean;
    }

    /** @return the addresses without credentials, for display */
    static String hidden(String addresses) {
        return IN_ADDRESS.matcher(addresses).replaceAll("***@");
    }
}
