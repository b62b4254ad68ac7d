package dev.hawkeye.site.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import dev.hawkeye.settings.SettingException;
import java.io.IOException;
import java.util.function.Function;

/** Deserializes a value that is written as text in a specific format. */
final class TextDeserializer<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    /** @param parse throws a {@link SettingException} without a key */
    TextDeserializer(Class<T> type, Function<String, T> parse) {
        super(type);
        this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        try {
            return parse.apply(parser.getText());
        } catch (SettingException e) {
            throw new JsonMappingException(parser, e.getMessage(), e);
        }
    }
}
