package dev.hawkeye.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Old readers read new records and new readers read old ones, for each released version in src/test/released. A release
 * adds a folder there: see CONTRIBUTING.md.
 */
final class CompatibilityTest {
    private static final Path RELEASED = Path.of("src", "test", "released");

    /** Come with the next release, which keeps them: {@link ReleasedSchemasTest}. */
    private static final Set<String> NEW = Set.of(
            "Clip", "Command", "CommandResult", "ModelRecord", "ModelStatus", "SettingRecord", "SiteStatus", "Track");

    /** A reader of 0.1.0 needs today's schema, or {@code gate: off}: its fate has no default for those that it does not know. */
    private static final Set<String> UNKNOWN_TO_0_1_0 = Set.of("MISSING_ENUM_SYMBOLS [UNCHANGED]");

    static Stream<Path> releasedSchemas() throws IOException {
        try (Stream<Path> files = Files.walk(RELEASED)) {
            return files.filter(file -> file.toString().endsWith(".avsc")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releasedSchemas")
    void aReleasedSchemaAndTodaysReadEachOther(Path file) throws IOException {
        // given
        Schema released = new Schema.Parser().parse(Files.readString(file));
        Schema today = todaysSchemas().get(released.getName());

        // then
        assertThat(today).as("schema %s still exists", released.getName()).isNotNull();
        assertThat(read(today, released)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        assertThat(incompatibilities(released, today)).isSubsetOf(UNKNOWN_TO_0_1_0);
    }

    @Test
    void everyTopicsSchemaHasAReleasedVersionUnlessItIsNew() throws IOException {
        List<String> released = releasedSchemas()
                .map(file -> file.getFileName().toString().replace(".avsc", ""))
                .distinct()
                .toList();

        assertThat(released).doesNotContainAnyElementsOf(NEW);
        assertThat(Stream.concat(released.stream(), NEW.stream()))
                .containsAll(todaysSchemas().keySet());
    }

    @Test
    void everyRecordAndFieldHasADoc() {
        todaysSchemas().values().forEach(CompatibilityTest::assertDocumented);
    }

    private static void assertDocumented(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc()).as("doc of %s", schema.getName()).isNotBlank();
                for (Schema.Field field : schema.getFields()) {
                    assertThat(field.doc())
                            .as("doc of %s.%s", schema.getName(), field.name())
                            .isNotBlank();
                    assertDocumented(field.schema());
                }
            }
            case ENUM ->
                assertThat(schema.getDoc()).as("doc of %s", schema.getName()).isNotBlank();
            case ARRAY -> assertDocumented(schema.getElementType());
            case UNION -> schema.getTypes().forEach(CompatibilityTest::assertDocumented);
            default -> assertThat(schema.getFullName()).isNotBlank();
        }
    }

    private static Map<String, Schema> todaysSchemas() {
        return new Topics("")
                .schemas().values().stream()
                        .distinct()
                        .collect(Collectors.toMap(Schema::getName, schema -> schema, (a, b) -> a, TreeMap::new));
    }

    private static List<String> incompatibilities(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(one -> one.getType() + " " + one.getMessage())
                .toList();
    }

    private static SchemaCompatibilityType read(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }
}
