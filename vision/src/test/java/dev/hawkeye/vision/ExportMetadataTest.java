package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportMetadataTest {
    private final Map<String, String> values = new HashMap<>(Map.of(
            "task", "detect", "stride", "32", "imgsz", "[384, 640]", "names", "{0: 'person', 1: \"driver's seat\"}"));

    @Test
    void readsPythonsWayOfWritingADict() {
        ExportMetadata metadata = ExportMetadata.parse(values);

        assertThat(metadata)
                .isEqualTo(new ExportMetadata("detect", 32, List.of(384, 640), List.of("person", "driver's seat")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {0: 'a, b', 1: 'c: d', 2: '{e}'}    | a, b;c: d;{e}
                    {0: 'vélo', 1: '自転車', 2: 'a#b'}    | vélo;自転車;a#b
                    {1: 'second', 0: 'first'}           | first;second
                    {0: 'yes', 1: 'null', 2: '3'}       | yes;null;3
                    {0: person, 1: traffic light}       | person;traffic light
                    ['cat', 'dog']                      | cat;dog
                    """)
    void readsOddClassNames(String names, String expected) {
        values.put("names", names);

        assertThat(ExportMetadata.parse(values).classNames()).containsExactly(expected.split(";"));
    }

    @Test
    void takesOneNumberForBothSides() {
        values.put("imgsz", "640");

        assertThat(ExportMetadata.parse(values).imageSize()).containsExactly(640, 640);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "stride", "imgsz", "names"})
    void namesTheKeyThatIsMissing(String key) {
        values.remove(key);

        assertThatThrownBy(() -> ExportMetadata.parse(values))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no '" + key + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    names  | {}
                    names  | {0: 'a', 2: 'c'}
                    names  | {0: 'a'
                    names  | person
                    stride | wide
                    imgsz  | [640]
                    imgsz  | [0, 640]
                    imgsz  | ['a', 'b']
                    """)
    void namesTheKeyThatIsWrong(String key, String value) {
        values.put(key, value);

        assertThatThrownBy(() -> ExportMetadata.parse(values))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'" + key + "'")
                .hasMessageContaining(value);
    }
}
