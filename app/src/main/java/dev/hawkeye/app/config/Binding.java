package dev.hawkeye.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hawkeye.schemas.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A checked tree to a record. Whatever does not fit becomes one line with the path of the key. */
final class Binding {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(Duration.class, new TextDeserializer<>(Duration.class, HumanDuration::parse))
                    .addDeserializer(DataSize.class, new TextDeserializer<>(DataSize.class, DataSize::parse))
                    .addDeserializer(Path.class, new TextDeserializer<>(Path.class, Path::of)))
            .build();

    private Binding() {}

    /**
     * @param at path of {@code tree} in the configuration, empty at its root
     * @param origin where the value at a path was set
     */
    static <T> T bind(JsonNode tree, Class<T> type, String at, UnaryOperator<String> origin) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (ValueInstantiationException e) {
            String message =
                    e.getCause() == null ? e.getOriginalMessage() : e.getCause().getMessage();
            throw refusal(tree, at, e, message.replaceFirst("^camera '[^']*': ", ""), origin);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalStateException("the reference has a key that nothing reads", e);
        } catch (MismatchedInputException e) {
            throw typeError(tree, at, e, origin);
        } catch (JsonMappingException e) {
            String path = path(at, e);
            throw new ConfigException(origin.apply(path) + ": " + path + ": " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a record says about its own keys: "KEY must be …". */
    private static ConfigException refusal(
            JsonNode tree, String at, JsonMappingException e, String message, UnaryOperator<String> origin) {
        String section = path(at, e);
        String key = message.split(" ", 2)[0];
        String path = node(tree, e).has(key) ? Reference.join(section, key) : section;
        String rest = path.equals(section) ? (path.isEmpty() ? "" : ": ") + message : message.substring(key.length());
        return new ConfigException(origin.apply(path) + ": " + path + rest, e);
    }

    private static ConfigException typeError(
            JsonNode tree, String at, MismatchedInputException e, UnaryOperator<String> origin) {
        String path = path(at, e);
        return new ConfigException(
                origin.apply(path) + ": " + path + " must be " + wanted(e.getTargetType()) + ", got: "
                        + node(tree, e).asText(),
                e);
    }

    private static String wanted(Class<?> type) {
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == float.class || type == double.class || type == Float.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type != null && type.isEnum()) {
            List<String> names = Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            int last = names.size() - 1;
            return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
        }
        return type == Instant.class ? "a time such as 2026-05-01T08:00:00Z" : "text";
    }

    private static String path(String at, JsonMappingException e) {
        StringBuilder path = new StringBuilder(at);
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }

    private static JsonNode node(JsonNode tree, JsonMappingException e) {
        JsonNode node = tree;
        for (JsonMappingException.Reference step : e.getPath()) {
            node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
        }
        return node;
    }
}
