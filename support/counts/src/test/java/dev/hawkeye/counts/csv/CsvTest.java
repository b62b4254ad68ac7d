package dev.hawkeye.counts.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
    private record Row(String text, double number) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        car                | car
        a-b=c              | a-b=c
        2026-05-01T08:00Z  | 2026-05-01T08:00Z
        =1+1               | '=1+1
        +49                | '+49
        -2                 | '-2
        @SUM(A1)           | '@SUM(A1)
        ＝1+1          | '＝1+1
        ` =1`              | `' =1`
        `\t=1`             | `'\t=1`
        `\r=1`             | `"'\r=1"`
        =a,"b              | "'=a,""b"
        a, b               | "a, b"
        """)
    void textIsNoFormulaAndNumbersAreAsTheyAre(String text, String cell) throws JsonProcessingException {
        CsvMapper mapper = Csv.mapper();

        assertThat(mapper.writer(mapper.schemaFor(Row.class)).writeValueAsString(new Row(text, -1.5)))
                .isIn(cell + ",-1.5\n", "-1.5," + cell + "\n");
    }
}
