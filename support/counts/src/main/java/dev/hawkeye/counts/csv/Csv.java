package dev.hawkeye.counts.csv;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;

/**
 * How Hawkeye writes every CSV file (RFC 4180): quotes where needed, and an apostrophe before text that a spreadsheet
 * would interpret as a formula, since file and class names are untrusted.
 */
public final class Csv {
    /** The beginning of a formula; spreadsheets skip any white space before it. */
    private static final String FORMULA = "(?s)\\s*[=+@\uFF1D\uFF0B\uFF0D\uFF20-].*|[\\t\\r\\n].*";

    private Csv() {}

    /** A new mapper; thread-safe. */
    public static CsvMapper mapper() {
        CsvMapper mapper = CsvMapper.csvBuilder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .build();
        mapper.registerModule(new SimpleModule().addSerializer(String.class, new Text()));
        return mapper;
    }

    private static final class Text extends StdScalarSerializer<String> {
        private static final long serialVersionUID = 1L;

        Text() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(text.matches(FORMULA) ? "'" + text : text);
        }
    }
}
