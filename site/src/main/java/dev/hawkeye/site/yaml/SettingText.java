package dev.hawkeye.site.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Keys and values of one setting as YAML text. All values are text, regardless of YAML's types. */
public final class SettingText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 120;

    private SettingText() {}

    /**
     * Parses a value in the syntax of hawkeye.yaml.
     *
     * @param origin name of the source, for the error
     * @throws ConfigException when it is not YAML
     */
    public static JsonNode parse(String yaml, String origin) {
        return YamlText.parse(yaml, origin);
    }

    /** @throws ConfigException when the text is not a map of keys and values */
    public static ObjectNode object(String yaml, String origin) {
        JsonNode parsed = parse(yaml, origin);
        if (parsed instanceof ObjectNode keys) {
            return keys;
        }
        throw new ConfigException(origin + ": keys and values expected");
    }

    /** Formats keys and values, or lists of them, as users write them; ends with a line feed. */
    public static String yaml(JsonNode value) {
        DumpSettings settings = DumpSettings.builder()
                .setSchema(new FailsafeSchema())
                .setDefaultFlowStyle(FlowStyle.AUTO)
                .setWidth(WIDTH)
                .build();
        try {
            return new Dump(settings).dumpToString(JSON.treeToValue(value, Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
