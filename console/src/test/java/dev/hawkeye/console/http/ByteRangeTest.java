package dev.hawkeye.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-, 0, 99",
        "bytes=10-19, 10, 19",
        "bytes=10-1000, 10, 99",
        "bytes=-10, 90, 99",
        "bytes=-1000, 0, 99",
        "bytes=99-, 99, 99"
    })
    void is_what_the_header_says(String header, long from, long to) {
        assertThat(ByteRange.of(header, 100)).contains(new ByteRange(from, to));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bytes=-", "bytes=1-2,4-5", "lines=1-2", "bytes=99999999999999999999-"})
    void is_the_whole_file_where_it_is_not_understood(String header) {
        assertThat(ByteRange.of(header, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=20-10", "bytes=-0"})
    void is_refused_where_the_file_has_no_such_part(String header) {
        assertThatThrownBy(() -> ByteRange.of(header, 100))
                .isInstanceOf(ApiException.class)
                .hasMessage("the file has no such part: it has 100 bytes");
    }

    @Test
    void may_be_shortened() {
        assertThat(new ByteRange(10, 99).atMost(20)).isEqualTo(new ByteRange(10, 29));
        assertThat(new ByteRange(10, 15).atMost(20).length()).isEqualTo(6);
    }
}
