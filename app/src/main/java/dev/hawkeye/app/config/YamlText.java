package dev.hawkeye.app.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

/** YAML to a tree, strictly: no key twice, one document. */
final class YamlText {
    private static final ObjectReader READER = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private YamlText() {}

    /**
     * @param origin where the text comes from, for the error
     * @throws ConfigException with the line, when it is no YAML
     */
    static JsonNode parse(String text, String origin) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation location = e.getLocation();
            String line = location == null ? "" : ", line " + location.getLineNr();
            // Without its cause, which shows the line itself, and with it perhaps a password.
            throw new ConfigException(origin + line + ": " + problem(e));
        }
    }

    private static String problem(JsonProcessingException e) {
        if (e instanceof JacksonYAMLParseException) {
            return "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse("unreadable")
                    + "; check indentation, quotes and brackets";
        }
        return e.getOriginalMessage() + "; remove one of them";
    }
}
