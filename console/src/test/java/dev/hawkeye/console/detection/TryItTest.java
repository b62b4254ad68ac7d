package dev.hawkeye.console.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hawkeye.console.TestConsole;
import dev.hawkeye.console.TestPictures;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture that a visitor drops on the page; Kafka is not needed for it. */
class TryItTest {
    @TempDir
    Path directory;

    @Test
    void aPictureIsAnsweredWithWhatIsInIt() throws Exception {
        try (TestConsole console = console(model())) {
            byte[] jpeg = BlockPictures.jpeg(
                    640, 384, List.of(BlockPictures.cell(Color.RED, 1, 1), BlockPictures.cell(Color.BLUE, 4, 2)));

            HttpResponse<byte[]> answer = console.post("/api/detect", "image/jpeg", jpeg);
            JsonNode seen = TestConsole.json(answer);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(seen.path("report").asText()).isEqualTo("1 red, 1 blue");
            assertThat(seen.path("width").asInt()).isEqualTo(640);
            assertThat(seen.path("model").asText()).isEqualTo("blocks.onnx");
            assertThat(seen.path("objects")).hasSize(2);
            assertThat(seen.path("inferenceMillis").asDouble()).isPositive();
        }
    }

    @Test
    void aPictureOfAPhoneIsSeenUprightWhateverLiesBehindItsEnd() throws Exception {
        // given: held sideways, and with the trailer of a motion photo
        byte[] turned =
                BlockPictures.turned(BlockPictures.jpeg(640, 384, List.of(BlockPictures.cell(Color.RED, 1, 1))), 6);
        byte[] tail = "MotionPhoto_Data....ftypmp42....SEFT".getBytes(StandardCharsets.US_ASCII);
        byte[] jpeg = Arrays.copyOf(turned, turned.length + tail.length);
        System.arraycopy(tail, 0, jpeg, turned.length, tail.length);

        try (TestConsole console = console(model())) {
            // when
            HttpResponse<byte[]> answer = console.post("/api/detect", "image/jpeg", jpeg);
            JsonNode seen = TestConsole.json(answer);

            // then
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(seen.path("width").asInt()).isEqualTo(384);
            assertThat(seen.path("height").asInt()).isEqualTo(640);
            assertThat(seen.path("report").asText()).isEqualTo("1 red");
        }
    }

    @Test
    void aPictureThatWouldTakeHalfAMinuteIsRefusedAtOnce() throws Exception {
        // given: 50 megapixels, gone over a hundred times
        byte[] costly = HexFormat.of()
                .parseHex("ffd8" + "ffc200110817d42000" + "03012200021100031100" + "ffda0008010100013f0055".repeat(100)
                        + "ffd9");

        try (TestConsole console = console(model())) {
            HttpResponse<byte[]> answer = console.post("/api/detect", "image/jpeg", costly);

            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(TestConsole.json(answer).path("error").asText()).contains("takes too long to decode (8192x6100");
        }
    }

    @Test
    void aTornPictureIsRefusedWithTheReasonAndTheNextOneIsAnalyzed() throws Exception {
        try (TestConsole console = console(model())) {
            byte[] whole = TestPictures.street();

            HttpResponse<byte[]> torn =
                    console.post("/api/detect", "image/jpeg", Arrays.copyOf(whole, whole.length / 2));
            HttpResponse<byte[]> lying =
                    console.post("/api/detect", "image/jpeg", TestPictures.claiming(60_000, 60_000));
            HttpResponse<byte[]> next = console.post("/api/detect", "image/jpeg", whole);

            assertThat(torn.statusCode()).isEqualTo(422);
            assertThat(TestConsole.json(torn).path("error").asText()).contains("truncated");
            assertThat(lying.statusCode()).isEqualTo(422);
            assertThat(TestConsole.json(lying).path("error").asText()).contains("60000x60000");
            assertThat(next.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBodyThatDoesNotSayHowLongItIsIsStillBounded() throws Exception {
        try (TestConsole console = console(model());
                Socket socket = new Socket("127.0.0.1", console.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST /api/detect HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/jpeg\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            out.write("Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[1 << 20];
            for (int i = 0; i < 12; i++) {
                out.write("100000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 413").contains("10 MiB");
        }
    }

    @Test
    void withoutAModelItSaysHowToHaveOne() throws Exception {
        try (TestConsole console = console(null)) {
            HttpResponse<byte[]> answer = console.post("/api/detect", "image/jpeg", TestPictures.street());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(TestConsole.json(answer).path("error").asText()).contains("detector.model");
        }
    }

    @Test
    void aModelThatCannotBeUsedIsReportedWithoutItsPath() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.onnx"), "no model");
        try (TestConsole console = console(broken)) {
            HttpResponse<byte[]> answer = console.post("/api/detect", "image/jpeg", TestPictures.street());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(TestConsole.json(answer).path("error").asText())
                    .contains("hawkeye model inspect")
                    .doesNotContain(directory.toString());
        }
    }

    @Test
    void whenItIsClosedItAnalysesNothingMore() throws Exception {
        TryIt tryIt = new TryIt(Optional.of(model()), DetectionLimits.DEFAULTS);
        tryIt.detect(TestPictures.street());

        tryIt.close();
        tryIt.close();

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> tryIt.detect(TestPictures.street()))
                .satisfies(told -> assertThat(told.status()).isEqualTo(503));
    }

    private Path model() throws Exception {
        return Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
    }

    private static TestConsole console(Path model) {
        SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://try"));
        return new TestConsole(new Topics(""), registry, Map.of(), TestConsole.NO_HISTORY, model);
    }
}
