package dev.hawkeye.site.config;

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
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.settings.HumanDuration;
import dev.hawkeye.settings.SettingException;
import dev.hawkeye.settings.WeeklyTime;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Binds a checked tree to a record. An invalid value causes a {@link SettingException}. */
final class Binding {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addModule(new SimpleModule()
                    .addDeserializer(int.class, new TextDeserializer<>(int.class, Scalars::wholeInt))
                    .addDeserializer(long.class, new TextDeserializer<>(long.class, Scalars::wholeLong))
                    .addDeserializer(float.class, new TextDeserializer<>(float.class, Scalars::numberFloat))
                    .addDeserializer(double.class, new TextDeserializer<>(double.class, Scalars::number))
                    .addDeserializer(boolean.class, new TextDeserializer<>(boolean.class, Scalars::yesOrNo))
                    .addDeserializer(Integer.class, new TextDeserializer<>(Integer.class, Scalars::wholeInt))
                    .addDeserializer(Float.class, new TextDeserializer<>(Float.class, Scalars::numberFloat))
                    .addDeserializer(Double.class, new TextDeserializer<>(Double.class, Scalars::number))
                    .addDeserializer(Boolean.class, new TextDeserializer<>(Boolean.class, Scalars::yesOrNo))
                    .addDeserializer(Instant.class, new TextDeserializer<>(Instant.class, Scalars::time))
                    .addDeserializer(Duration.class, new TextDeserializer<>(Duration.class, HumanDuration::parse))
                    .addDeserializer(DataSize.class, new TextDeserializer<>(DataSize.class, DataSize::parse))
                    .addDeserializer(WeeklyTime.class, new TextDeserializer<>(WeeklyTime.class, Scalars::timeOfWeek))
                    .addDeserializer(Anchor.class, new TextDeserializer<>(Anchor.class, Anchor::parse))
                    .addDeserializer(Polygon.class, new PointsDeserializer<>(Polygon.class, Polygon::new))
                    .addDeserializer(Polyline.class, new PointsDeserializer<>(Polyline.class, Polyline::new))
                    .addDeserializer(Path.class, new TextDeserializer<>(Path.class, Scalars::path)))
            .build();

    private Binding() {}

    /**
     * @param at path of {@code tree} in the configuration, empty at its root
     * @throws SettingException for the first invalid value; its key is the full path, or that of the section when no
     *     single key is at fault
     */
    static <T> T bind(JsonNode tree, Class<T> type, String at) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalStateException("the reference has a key that nothing reads", e);
        } catch (ValueInstantiationException e) {
            // A rule checked by the record itself.
            throw refusal(e).at(path(at, e));
        } catch (MismatchedInputException e) {
            throw new SettingException(
                    path(at, e),
                    "must be " + wanted(e.getTargetType()),
                    node(tree, e).asText());
        } catch (JsonMappingException e) {
            throw refusal(e).at(path(at, e));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SettingException refusal(JsonMappingException e) {
        return e.getCause() instanceof SettingException refusal
                ? refusal
                : new SettingException("", "cannot be used: " + e.getOriginalMessage(), null);
    }

    private static String wanted(Class<?> type) {
        if (type != null && type.isEnum()) {
            List<String> names = Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList();
            int last = names.size() - 1;
            return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
        }
        return "text";
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
