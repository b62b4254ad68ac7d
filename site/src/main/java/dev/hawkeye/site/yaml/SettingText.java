package dev.hawkeye.site.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Keys and values of one setting as text. All values are text, whatever YAML makes of them elsewhere. */
public final class SettingText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WIDTH = 120;

    private SettingText() {}

    /**
     * Reads a value as it may stand in hawkeye.yaml.
     *
     * @param origin names it in the error
     * @throws ConfigException when it is not YAML
     */
    public static JsonNode parse(String yaml, String origin) {
        return YamlText.parse(yaml, origin);
    }

    /** @throws ConfigException when it is not keys and values */
    public static ObjectNode object(String yaml, String origin) {
        JsonNode parsed = parse(yaml, origin);
        if (parsed instanceof ObjectNode keys) {
            return keys;
        }
        throw new ConfigException(origin + ": keys and values expected");
    }

    /** Keys and values, or lists of them, as people write them; ends with a line feed. */
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
