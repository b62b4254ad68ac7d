package dev.hawkeye.site.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import dev.hawkeye.settings.SettingException;
import dev.hawkeye.tracking.scene.Point;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Deserializes a list of points, each a list of two numbers. */
final class PointsDeserializer<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<List<Point>, T> make;

    /** @param make creates the value; throws a {@link SettingException} without the key of the list */
    PointsDeserializer(Class<T> type, Function<List<Point>, T> make) {
        super(type);
        this.make = make;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonNode list = context.readTree(parser);
        List<Point> points = new ArrayList<>();
        try {
            for (int i = 0; i < list.size(); i++) {
                points.add(point(list.get(i), "[" + i + "]"));
            }
            return make.apply(points);
        } catch (SettingException e) {
            throw new JsonMappingException(parser, e.getMessage(), e);
        }
    }

    private static Point point(JsonNode pair, String at) {
        if (pair.size() != 2) {
            throw new SettingException(at, "must be [x, y]", pair.size() + " numbers");
        }
        try {
            return new Point(
                    Scalars.number(pair.get(0).asText()),
                    Scalars.number(pair.get(1).asText()));
        } catch (SettingException e) {
            throw e.at(at);
        }
    }
}
