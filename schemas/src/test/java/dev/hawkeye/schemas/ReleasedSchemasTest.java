package dev.hawkeye.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Part of {@code tools/release}: keeps today's schemas as those of a release, for {@link CompatibilityTest}. */
final class ReleasedSchemasTest {

    @Test
    @EnabledIfSystemProperty(named = "schemas.release", matches = "\\d+\\.\\d+\\.\\d+")
    void writesTheSchemasOfARelease() throws IOException {
        Path folder =
                Files.createDirectories(Path.of("src", "test", "released", System.getProperty("schemas.release")));

        for (Schema schema : new Topics("").schemas().values()) {
            Path file = folder.resolve(schema.getName() + ".avsc");
            Files.writeString(file, SchemaFormatter.format("json/pretty", schema) + "\n");
            assertThat(new Schema.Parser().parse(Files.readString(file))).isEqualTo(schema);
        }
    }
}
