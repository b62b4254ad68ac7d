package dev.hawkeye.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "rtsp://joe:se/cret@cam/live se/cret cam",
                "rtsp://joe:se?cret@cam/live se?cret cam",
                "rtsp://joe:se#cret@cam/live se#cret cam",
                "rtsp://joe:12#34@cam/live 12#34 cam",
                "rtsp://joe:se@cret@cam/live se@cret cam",
                "rtsp://joe:se/c@ret@cam/live se/c@ret cam",
                "rtsp://joe:se%cret@cam/live se%cret cam",
                "rtsp://joe:secret%@cam/live secret% cam",
                "rtsp://joe:se%2Fcret@cam/live se/cret cam",
                "rtsp://joe:se%40c%C3%A9@cam/live se@cé cam",
                "rtsp://joe:se:cret@cam/live se:cret cam",
                "rtsp://joe:secret@10.0.0.7/live?mail=a@b secret 10.0.0.7",
                "rtsp://joe:secret@[2001:db8::7]:554/live secret 2001:db8::7",
                "rtsp://joe:secret@2001:db8::7/live secret 2001:db8::7",
                "rtsp://joe:secret@fe80::1%eth0/live secret fe80::1%eth0",
            })
    void takesAPasswordAsItIsWritten(String url, String password, String host) {
        NetworkAddress address = NetworkAddress.parse(url);
        assertThat(address.user()).isEqualTo("joe");
        assertThat(address.password()).isEqualTo(password);
        assertThat(address.host()).isEqualTo(host);
        assertThat(address.path()).startsWith("/live");
        assertThat(address.toString()).doesNotContain("joe").doesNotContain(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://joe:12/s3cret@cam/live",
                "rtsp://joe:12?s3cret@cam/live",
                "rtsp://joe:p@s3cret/word@cam/live",
                "rtsp://joe:s/3@s3cret/word@cam/live",
            })
    void refusesAPasswordThatCouldAlsoBeAHost(String url) {
        assertThatThrownBy(() -> NetworkAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url can be read in more than one way, got: rtsp://***@cam/live;")
                .hasMessageContaining("write / as %2F")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://joe:s3cret:10.0.0.7/live",
                "rtsp://joe:s3cret",
                "rtsp://",
                "rtsp://joe:s3cret@/live",
                "rtsp://joe:s3cret@cam:port/live",
                "rtsp://joe:s3cret@cam:65536/live",
                "rtsp://joe:s3cret@[::1/live",
            })
    void refusesWhatNamesNoHost(String url) {
        assertThatThrownBy(() -> NetworkAddress.parse(url))
                .hasMessageStartingWith("url must name a host, and a port by its number, got: rtsp://")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "RTSP://cam/live rtsp://cam/live",
                "rtsp://cam rtsp://cam/",
                "http://cam?a=1 http://cam/?a=1",
                "http://cam/a@b http://cam/a@b",
                "http://cam/video?mail=a@b http://cam/video?mail=a@b",
                "http://cam/a|b%20c%#top http://cam/a%7Cb%20c%25",
                "rtsp://2001:db8::7/live rtsp://[2001:db8::7]/live",
                "rtsp://2001:db8::7:18554/live rtsp://[2001:db8::7]:18554/live",
                "rtsp://1:2:3:4:5:6:7:8/live rtsp://[1:2:3:4:5:6:7:8]/live",
                "rtsp://1:2:3:4:5:6:7:8:554/live rtsp://[1:2:3:4:5:6:7:8]:554/live",
                "rtsp://[2001:db8::7]:8554/live rtsp://[2001:db8::7]:8554/live",
                "rtsp://joe:a/b%c@cam/live rtsp://joe:a%2Fb%25c@cam/live",
                "rtsp://joe@cam/live rtsp://joe:@cam/live",
            })
    void isWrittenAsEveryParserReadsIt(String url, String strict) {
        assertThat(NetworkAddress.parse(url).withLogin()).isEqualTo(strict);
        assertThat(NetworkAddress.parse(strict).withLogin()).isEqualTo(strict);
    }

    @Test
    void asksForBracketsWhereTheEndOfAnIpv6AddressMayBeAPort() {
        assertThatThrownBy(() -> NetworkAddress.parse("rtsp://joe:s3cret@2001:db8::7:554/live"))
                .hasMessageStartingWith("url must have its IPv6 address in brackets where a port may follow")
                .hasMessageEndingWith("got: rtsp://***@2001:db8::7:554/live");
    }

    @Test
    void hasNoLoginInItsUri() {
        assertThat(NetworkAddress.parse("http://joe:s3cret@cam:8080/video").uri())
                .hasToString("http://cam:8080/video");
    }
}
