package dev.hawkeye.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** docker-compose.yml, as far as it can be read without Docker: with what {@code <<} merges, without variables. */
record ComposeFile(Map<String, Object> root) {
    private static final String MERGE = "<<";

    static ComposeFile read(Path file) throws IOException {
        Load yaml =
                new Load(LoadSettings.builder().setMaxAliasesForCollections(200).build());
        return new ComposeFile(map(merged(yaml.loadFromString(Files.readString(file)))));
    }

    Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Object>> services = new LinkedHashMap<>();
        map(root.get("services")).forEach((name, service) -> services.put(name, map(service)));
        return services;
    }

    /** The values of a list in a service, or none. */
    static List<String> list(Map<String, Object> service, String key) {
        return service.get(key) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    static Map<String, String> environment(Map<String, Object> service) {
        Map<String, String> variables = new LinkedHashMap<>();
        map(service.get("environment")).forEach((name, value) -> variables.put(name, String.valueOf(value)));
        return variables;
    }

    private static Object merged(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ComposeFile::merged).toList();
        }
        if (!(value instanceof Map<?, ?>)) {
            return value;
        }
        Map<String, Object> own = map(value);
        Map<String, Object> all = new LinkedHashMap<>();
        if (own.get(MERGE) != null) {
            all.putAll(map(merged(own.get(MERGE))));
        }
        own.forEach((key, item) -> {
            if (!key.equals(MERGE)) {
                all.put(key, merged(item));
            }
        });
        return all;
    }

    @SuppressWarnings("unchecked") // Keys of YAML that Compose takes are texts.
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
