package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files on which other people's software failed: they lie beside the real data, and each has a right value. */
@Timeout(300)
final class CasesIT {

    @TempDir
    Path directory;

    private Path out;
    private Path data;
    private Path cases;

    @BeforeEach
    void findCases() {
        out = directory.resolve("out");
        String folder = System.getenv("HAWKEYE_DATA");
        assumeTrue(folder != null, "HAWKEYE_DATA is not set: no cases to try");
        data = Path.of(folder);
        cases = data.resolveSibling("cases");
        assumeTrue(Files.isDirectory(cases), cases + " is not there: no cases to try");
    }

    /** The model sees one object of class R in each picture. */
    @Test
    void everyPictureOfAWholeFileIsCountedOnceAndInItsTime() throws IOException {
        // when
        CommandLineRun run = analyze(
                cases.resolve("probe.onnx"),
                "join.ts",
                "one-part.mp4",
                "repeated-packet.ts",
                "long-sound.mkv",
                "sidecar",
                "jpeg-tail");

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        Map<String, Integer> pictures = Map.of(
                "join", 160, "one-part", 80, "repeated-packet", 80, "long-sound", 24, "sidecar", 2, "jpeg-tail", 2);
        pictures.forEach((camera, count) -> {
            assertThat(detections(camera, "R")).as(camera).isEqualTo(count);
            assertThat(windows(camera).stream().mapToInt(Integer::intValue).sum())
                    .as("%s in counts.csv", camera)
                    .isEqualTo(count);
        });
        assertThat(windows("join")).containsExactly(20, 20, 20, 20, 20, 20, 20, 20);
    }

    @Test
    void aPictureIsSeenAsAPlayerShowsIt() throws IOException {
        // when
        CommandLineRun run = analyze(
                data.resolve("models/yolov8n_dynamic.onnx"), "upright.mp4", "phone-90.mp4", "pixels-2to1.mp4", "exif");

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(detections("upright", "person")).isCloseTo(474, withPercentage(5));
        // As in the pictures that ffmpeg itself makes of it: to encode them once more has cost a few.
        assertThat(detections("phone-90", "person")).isCloseTo(450, withPercentage(2));
        assertThat(detections("pixels-2to1", "person")).isCloseTo(376, withPercentage(5));
        assertThat(detections("exif", "bus")).isEqualTo(3);
        assertThat(detections("exif", "person")).isEqualTo(9);
        for (String camera : List.of("upright", "phone-90", "pixels-2to1")) {
            assertThat(pictures(camera))
                    .hasSize(24)
                    .allSatisfy(picture -> assertThat(List.of(
                                    picture.get("width").asInt(),
                                    picture.get("height").asInt()))
                            .as(camera)
                            .containsExactly(640, 360));
        }
        assertThat(pictures("exif"))
                .extracting(picture -> Path.of(picture.get("file").asText()).getParent())
                .containsOnly(cases.resolve("exif"));
    }

    private List<JsonNode> pictures(String camera) throws IOException {
        List<JsonNode> pictures = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("boxes/" + camera + ".jsonl"))) {
            pictures.add(new ObjectMapper().readTree(line));
        }
        return pictures;
    }

    /** The right values were counted with every class of a box. */
    private CommandLineRun analyze(Path model, String... files) throws IOException {
        Path config = Files.writeString(directory.resolve("site.yaml"), "detector: {multi-label: true}");
        Stream<String> options = Stream.of(
                "analyze",
                "--model",
                model.toString(),
                "--out",
                out.toString(),
                "--config",
                config.toString(),
                "--boxes",
                "jsonl");
        Stream<String> videos =
                Arrays.stream(files).map(file -> cases.resolve(file).toString());
        return CommandLineRun.of(Stream.concat(options, videos).toArray(String[]::new));
    }

    private int detections(String camera, String className) {
        for (JsonNode one : summary().at("/cameras")) {
            if (one.get("camera").asText().equals(camera)) {
                return one.at("/classes/" + className + "/detections").asInt();
            }
        }
        throw new AssertionError("no camera " + camera);
    }

    private JsonNode summary() {
        try {
            return new ObjectMapper().readTree(out.resolve("summary.json").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Frames with an object of class R in each window of a camera. */
    private List<Integer> windows(String camera) {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(out.resolve("counts.csv").toFile())) {
            return rows.readAll().stream()
                    .filter(row ->
                            row.get("camera").equals(camera) && row.get("class").equals("R"))
                    .map(row -> Integer.valueOf(row.get("detections")))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
