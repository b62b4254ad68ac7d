package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.site.yaml.ConfigException;
import dev.hawkeye.site.yaml.YamlText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "007",
                "010",
                "0o10",
                "0x1F",
                "1e3",
                "1_000",
                "12.50",
                ".5",
                "1.0",
                "-0",
                "on",
                "off",
                "yes",
                "no",
                "y",
                "n",
                "true",
                "True",
                "FALSE",
                "2026-05-01",
                "nan",
                ".nan",
                ".inf",
                "0b11",
                "Null1",
                "=",
                "1.2.3"
            })
    void aNameIsWhatIsWrittenWhateverElseItLooksLike(String name) throws IOException {
        HawkeyeConfig config = read("cameras: [{id: gate, url: a.mp4}]\nkafka: {client.id: " + name + "}\n"
                + "detector: {kafka: {transactional.id: " + name + "}}\ntopics: {prefix: \"p\"}\n");
        JsonNode list = YamlText.parse("[" + name + "]", "test");

        assertThat(config.kafka()).containsEntry("client.id", name);
        assertThat(config.detector().kafka()).containsEntry("transactional.id", name);
        assertThat(list.get(0).isTextual()).isTrue();
        assertThat(list.get(0).asText()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "010", "1e3", "0x10", "1_000", "on", "yes", "true", "2026-05-01", "1.50", "-1"})
    void aCameraKeepsItsNameFromAFileAndFromTheEnvironment(String id) throws IOException {
        String cameras = "[{id: " + id + ", url: \"synthetic:street?seed=1\"}]";

        assertThat(read("cameras: " + cameras).cameras())
                .extracting(CameraConfig::id)
                .containsExactly(id);
        assertThat(new ConfigReader()
                        .environment(Map.of("HAWKEYE_CAMERAS", cameras, "HAWKEYE_TOPICS_PREFIX", id))
                        .read())
                .satisfies(config -> assertThat(config.cameras())
                        .extracting(CameraConfig::id)
                        .containsExactly(id))
                .satisfies(config -> assertThat(config.topics().prefix()).isEqualTo(id));
    }

    @Test
    void aTokenOfDigitsKeepsItsZeros() throws IOException {
        assertThat(read("http: {token: 0001234567890123}").http().token()).isEqualTo("0001234567890123");
    }

    @Test
    void aPathMayBeginInTheFolderOfTheUser() throws IOException {
        HawkeyeConfig config = read("data-directory: ~/hawkeye\n");

        assertThat(config.dataDirectory()).isEqualTo(Path.of(System.getProperty("user.home"), "hawkeye"));
    }

    @Test
    void anAliasIsTheValueThatItStandsFor() throws IOException {
        HawkeyeConfig config = read("""
                cameras:
                  - {id: one, url: &street "synthetic:street?seed=1&fps=2"}
                  - {id: two, url: *street}
                """);

        assertThat(config.cameras())
                .extracting(CameraConfig::url)
                .containsExactly("synthetic:street?seed=1&fps=2", "synthetic:street?seed=1&fps=2");
    }

    @Test
    void aMergeKeyGivesWhatIsNotSaidBesideIt() throws IOException {
        HawkeyeConfig config = read("""
                cameras:
                  - &first {id: one, url: a.mp4, fps: 2, every: 3}
                  - <<: *first
                    id: two
                    fps: 4
                  - {<<: [{fps: 7}, *first], id: three}
                """);

        assertThat(config.cameras())
                .extracting(CameraConfig::id, CameraConfig::url, CameraConfig::fps, CameraConfig::every)
                .containsExactly(
                        tuple("one", "a.mp4", 2.0, 3), tuple("two", "a.mp4", 4.0, 3), tuple("three", "a.mp4", 7.0, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "%YAML 1.2\n---\n", "~", "null", "\uFEFF", "{}"})
    void aFileWithNothingInItChangesNothing(String yaml) throws IOException {
        assertThat(read(yaml)).isEqualTo(new ConfigReader().read());
    }

    @Test
    void byteOrderMarkAndLineEndsOfWindowsDoNotMatter() throws IOException {
        assertThat(read("\uFEFFdetector:\r\n  lanes: 2\r\n  batch: 3\r\n").detector())
                .extracting("lanes", "batch")
                .containsExactly(2, 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `a: 1\n---\nb: 2`          | line 2: a second document begins here: keep one of them, and no '---' between
        `detector:\n\tlanes: 2`    | line 2: not YAML: a tab; indent with blanks
        `a: 1\nb:\n  c: 1\n  c: 2` | line 4: Duplicate field 'c'; remove one of them
        `{a: 1, a: 1}`             | line 1: Duplicate field 'a'; remove one of them
        `a: *none`                 | line 1: '*' refers to a value that was marked with '&' before, and there is none
        `a: &a [*a]`               | line 1: '*' refers to a value that was marked with '&' before, and there is none
        `a: !x 1`                  | line 1: '!' begins a tag in YAML, and settings have none: put quotes around the value
        `a: @x`                    | line 1: not YAML: no value begins with '@' unless in quotes
        `? [a, b]\n: 1`            | line 1: a key must be a word
        `<<: 5`                    | line 1: '<<' takes a map, such as an alias of one, or a list of maps
        `a: "\u0007"`              | line 1: not YAML: the character U+0007 may not be in it
        `a: [1`                    | not YAML
        `a: 'b`                    | not YAML
        """)
    void whatIsNoConfigurationIsRefusedWithItsLineAndARemedy(String yaml, String expected) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageStartingWith(directory.resolve("site.yaml").toString())
                .withMessageContaining(expected);
    }

    @Test
    void aFileInTheCharactersOfWindowsIsRefused() throws IOException {
        Path file =
                Files.write(directory.resolve("site.yaml"), "http: {token: abc}\n".getBytes(StandardCharsets.UTF_16LE));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ConfigReader().file(file).read())
                .withMessageContaining("site.yaml");
    }

    @Test
    void aliasesThatGrowWithoutEndAreRefusedBeforeTheyDo() {
        StringBuilder laughs = new StringBuilder("l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("l%d: &l%d [".formatted(i, i))
                    .append(("*l" + (i - 1) + ", ").repeat(9))
                    .append("]\n");
        }

        refusedInOneLine(laughs.toString(), "more than 500000 values, those of aliases included");
    }

    @Test
    void depthIsBounded() {
        refusedInOneLine("cameras: " + "[".repeat(100_000), "more than 20 levels deep");
        refusedInOneLine("cameras: " + "{a: ".repeat(100_000), "more than 20 levels deep");
        refusedInOneLine("- ".repeat(100_000), "more than 20 levels deep");
    }

    @Test
    void lengthIsBounded() {
        refusedInOneLine("# ".repeat(3 << 20), "longer than 4 MiB, the limit for a configuration");
    }

    @Test
    void aMultitudeOfUnknownKeysIsRefusedInOneLine() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            keys.append('k').append(i).append(": 1\n");
        }

        refusedInOneLine(keys.toString(), "unknown key k0; known here: ");
    }

    private void refusedInOneLine(String yaml, String expected) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(yaml))
                .withMessageContaining(expected)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1100).doesNotContain("\n"));
    }

    private HawkeyeConfig read(String yaml) throws IOException {
        Path file = Files.writeString(directory.resolve("site.yaml"), yaml);
        return new ConfigReader().file(file).read();
    }
}
