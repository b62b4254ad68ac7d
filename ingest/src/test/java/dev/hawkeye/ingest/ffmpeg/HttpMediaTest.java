package dev.hawkeye.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.http.HttpAnswer;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.Deadline;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.Videos;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is thrown while FFmpeg reads must not reach FFmpeg, where it would end the process. */
@Timeout(60)
final class HttpMediaTest {
    private static final String ADDRESS = "http://127.0.0.1:1/live.m3u8";

    @TempDir
    Path folder;

    @Test
    void outlivesAnErrorWhileFFmpegReads() {
        InputStream body = new InputStream() {
            @Override
            public int read() {
                throw new StackOverflowError();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                throw new StackOverflowError();
            }
        };
        assertTrouble(body, false, "unexpected: java.lang.StackOverflowError");
    }

    /** Without an access, opening and seeking throw a NullPointerException. */
    @Test
    void outlivesAnExceptionWhileFFmpegOpensAPiece() {
        String list = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\na.ts\n#EXT-X-ENDLIST\n";
        assertTrouble(
                new ByteArrayInputStream(list.getBytes(StandardCharsets.US_ASCII)),
                false,
                "unexpected: java.lang.NullPointerException");
    }

    @Test
    void outlivesAnExceptionWhileFFmpegSeeks() throws IOException {
        byte[] video = Files.readAllBytes(Videos.write(folder.resolve("a.mp4"), 160, 120, 5, 25));
        int type = ByteBuffer.wrap(video).getInt();
        int free = 1 << 22; // too long to be read over
        byte[] padded = ByteBuffer.allocate(video.length + free)
                .put(video, 0, type)
                .putInt(free)
                .put("free".getBytes(StandardCharsets.US_ASCII))
                .position(type + free)
                .put(video, type, video.length - type)
                .array();
        assertTrouble(new ByteArrayInputStream(padded), true, "unexpected: java.lang.NullPointerException");
    }

    private static void assertTrouble(InputStream body, boolean partial, String trouble) {
        SourceAddress address = new SourceAddress(ADDRESS, SourceKind.HTTP, Duration.ofSeconds(20));
        HttpAnswer answer = new HttpAnswer(URI.create(ADDRESS), "", 1 << 30, partial, null);
        try (HttpMedia media = new HttpMedia(null, answer, body);
                FFmpegSource source = new FFmpegSource(address, 1, new Deadline(new StopSignal()), media)) {
            assertThatThrownBy(source::open).isInstanceOf(CameraException.class);
            assertThat(media.trouble()).startsWith(trouble);
        }
    }
}
