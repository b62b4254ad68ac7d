package dev.hawkeye.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.vision.onnx.ModelException;
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
                    ('cat', 'dog',)                     | cat;dog
                    {"0": "cat", "1": "dog"}            | cat;dog
                    {0:'cat',1 :  'dog' , }             | cat;dog
                    {0: '12\\' x 8" sign', 1: "it's"}    | 12' x 8" sign;it's
                    {0: 'a\\\\b', 1: '\\xe9t\\xe9'}        | a\\b;été
                    {0: '\\u81ea\\U0001f6b2'}           | 自🚲
                    {0: 'cat', 1: 'cat'}                | cat;cat
                    {0: '', 1: ' ', 2: 'dog'}           | class 0;class 1;dog
                    {0: 'a\\nb', 1: '\\x1b[31mred'}     | a b;[31mred
                    {0: 7, 1: -1}                       | 7;-1
                    """)
    void readsOddClassNames(String names, String expected) {
        values.put("names", names);

        assertThat(ExportMetadata.parse(values).classNames()).containsExactly(expected.split(";"));
    }

    @Test
    void readsNamesOfAnyLength() {
        String longName = "x".repeat(300);
        values.put("names", "{0: '" + longName + "', 1: '" + "信号".repeat(3000) + "'}");

        assertThat(ExportMetadata.parse(values).classNames()).containsExactly(longName, "信号".repeat(3000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"640", "[640]", "(640, 640)", "640.0", "[640.0, 640]"})
    void takesOneNumberForBothSides(String size) {
        values.put("imgsz", size);

        assertThat(ExportMetadata.parse(values).imageSize()).containsExactly(640, 640);
    }

    @ParameterizedTest
    @ValueSource(strings = {"32", "32.0", "[8, 16, 32]", "[8.0, 16.0, 32.0]", " 32 "})
    void takesTheCoarsestStrideHoweverItIsWritten(String stride) {
        values.put("stride", stride);

        assertThat(ExportMetadata.parse(values).stride()).isEqualTo(32);
    }

    @Test
    void quotesWhatIsWrongInOneLine() {
        values.put("imgsz", "[0,\n\u001b[2J\u202e 1]");

        assertThatThrownBy(() -> ExportMetadata.parse(values))
                .hasMessageContaining("'imgsz'")
                .message()
                .doesNotContainPattern("[\\p{Cc}\\u202e]");
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
                    imgsz  | []
                    imgsz  | [1, 2, 3]
                    imgsz  | 1e9
                    names  | [[[[[[[[[[[[1]]]]]]]]]]]]}
                    names  | {0: 'a\\q'
                    stride | 31.5
                    stride | [8, wide]
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
