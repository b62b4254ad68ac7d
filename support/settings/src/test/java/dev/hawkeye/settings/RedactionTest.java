package dev.hawkeye.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "rtsp://admin:s3cret@10.0.0.7:554/live rtsp://***@10.0.0.7:554/live",
                "rtsp://s3cret@10.0.0.7/live rtsp://***@10.0.0.7/live",
                "http://cam/video?user=joe&password=s3cret http://cam/video?user=***&password=***",
                "http://cam/video?s3cret http://cam/video?***",
                "http://cam/video?a=1&s3cret http://cam/video?a=***&***",
                "https://cam/hls.m3u8#s3cret https://cam/hls.m3u8",
                "rtsp://cam/live rtsp://cam/live",
            })
    void keepsWhereTheCameraIs(String url, String shown) {
        assertThat(Redaction.redact(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtsp://admin:s3cret/@10.0.0.7/live",
                "rtsp://admin:a@s3cret@10.0.0.7/live",
                "rtsp://admin:a?s3cret@10.0.0.7/live",
                "rtsp://admin:a#s3cret@10.0.0.7/live",
                "rtsp://admin:a&b=s3cret:@10.0.0.7/live",
                "rtsp://admin:a b\ns3cret@10.0.0.7/live",
                "rtsp://adm@in:s3cret@10.0.0.7/live?password=s3cret@home",
                "RTSP://admin:s3cret@10.0.0.7/live",
                "http://cam/video?a=1;pwd=s3cret",
                "rtmp://admin:s3cret@10.0.0.7/live",
                "rtsp://10.0.0.7/user=admin&password=s3cret&channel=1/0.sdp?real_stream",
                "rtsp://10.0.0.7/user=admin_password=s3cret_channel=1.sdp",
                "http://cam/video?pwd=a/s3cret",
                "http://cam/video?pwd=a?s3cret&b=1",
                "http://cam/video?a=1&pwd=a/b=s3cret",
                "10.0.0.7/video?pwd=a/s3cret",
            })
    void hidesPasswordsWithOddCharacters(String url) {
        assertThat(Redaction.redact(url)).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " rtsp://admin:s3cret@10.0.0.7/stream1",
                "\trtsp://admin:s3cret@10.0.0.7/stream1",
                "admin:s3cret@10.0.0.7:554/stream1",
                "admin:s3/cret@10.0.0.7:554/s3cret@",
                "admin:s3cret s3cret@10.0.0.7",
                "s3cret@10.0.0.7/stream1",
                "//admin:s3cret@10.0.0.7/stream1",
                "/admin:s3cret@10.0.0.7/stream1",
                "rtsp:/admin:s3cret@10.0.0.7/stream1",
                "rtsp:admin:s3cret@10.0.0.7/stream1",
                "rtsp//admin:s3cret@10.0.0.7/stream1",
                "RTSP:/admin:s3cret@10.0.0.7/stream1",
                "rtsp:///admin:s3cret@10.0.0.7/stream1",
                "rtsp://admin:s3cret:10.0.0.7/stream1",
                "rtsp://admin:s3cret",
                "'rtsp://admin:s3cret@10.0.0.7/stream1'",
                "\"admin:s3cret@10.0.0.7/stream1\"",
                "rtsp: //admin:s3cret@10.0.0.7/stream1",
                "{\"rtsp\":\"//admin:s3cret@10.0.0.7/stream1\"}",
                "Unmatched argument at index 1: 'gate=rtsp://admin:s3cret@10.0.0.7/stream1'",
                "Unmatched argument at index 1: 'gate=admin:s3cret@10.0.0.7/stream1'",
                "10.0.0.7/video?user=joe&pwd=s3cret",
                "10.0.0.7:80/video?usr=joe&s3cret",
                "admin/s3cret@10.0.0.7:554/stream1",
                "admin:s3cret%4010.0.0.7/stream1",
                "rtsp%3A%2F%2Fadmin%3As3cret%4010.0.0.7%2Fstream1",
                "file://admin:s3cret@nas/clips/a.mp4",
                "synthetic:admin:s3cret@10.0.0.7",
                "v4l2:admin:s3cret@10.0.0.7",
                "/dev/admin:s3cret@10.0.0.7/stream1",
                "10.0.0.7/video?usr=s3cret&PASSWORD=s3cret&access_token=s3cret",
                "Authorization: Basic czNjcmV0OnMzY3JldA== s3cret",
                "Authorization: Digest username=s3cret",
            })
    void hidesPasswordsInWhatIsNoAddressYet(String text) {
        assertThat(Redaction.redact(text)).doesNotContain("s3cret").doesNotContain("czNjcmV0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "synthetic:street?seed=1&fps=2",
                "gate",
                "no such key",
                "rtsp://[2001:db8::7]:554/live",
                "rtsp://2001:db8::7/live",
                "clips/a@b.mp4",
                "C:/clips/a@b.mp4",
                "/dev/video0",
                "clips/a@b?.mp4",
                "clips/a%40b.mp4",
                "/dev/v4l/by-path/pci-0000:00:14.0-usb-0:1:1.0-video-index0",
                "C:\\clips\\a.mp4",
                "file:///clips/a#1.mp4"
            })
    void leavesPathsAsTheyAre(String path) {
        assertThat(Redaction.redact(path)).isEqualTo(path);
    }
}
