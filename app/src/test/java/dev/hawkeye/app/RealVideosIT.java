package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who crosses a line in real videos, every fifth picture (6 to 2 per second). */
@Timeout(600)
@Tag("thorough")
final class RealVideosIT {
    @TempDir
    static Path out;

    @BeforeAll
    static void analyze() throws IOException {
        String data = System.getenv("HAWKEYE_DATA");
        assumeTrue(data != null, "HAWKEYE_DATA is not set: no real videos to count in");
        Stream<String> videos = Stream.of(
                        "cars-720p", "car-detection", "pedestrians-1080p", "one-by-one-person-detection")
                .map(name -> Path.of(data, "videos", name + ".mp4").toString());
        Stream<String> options = Stream.of(
                "--model=" + Path.of(data, "models", "yolov8n_dynamic.onnx"),
                "--every=5",
                "--line=road=0.15,0.66,1,0.66",
                "--line=lot=0,0.5,1,0.5",
                "--line=street=0.25,0.34,0.48,0.62",
                "--line=door=0.75,0,0.75,1",
                "--out=" + out.resolve("result"));
        CommandLineRun run = CommandLineRun.of(Stream.of(Stream.of("analyze"), videos, options)
                .flatMap(part -> part)
                .toArray(String[]::new));
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
    }

    /**
     * Counted by eye, in pictures 0.3 to 0.9 s apart, with the lines drawn in. The cars of car-detection are seen from above:
     * the model takes them for anything, so all classes count.
     */
    @ParameterizedTest(name = "{0}: {2} over {1} to one side, {3} to the other")
    @CsvSource({
        "cars-720p, road, 6, 0",
        "car-detection, lot, 2, 2",
        "pedestrians-1080p, street, 0, 3",
        "one-by-one-person-detection, door, 0, 6"
    })
    void atMostOneCrossingIsWrong(String camera, String line, int in, int out) throws IOException {
        List<String> crossings = rows("crossings.csv").stream()
                .filter(row ->
                        row.get("camera").equals(camera) && row.get("line").equals(line))
                .map(row -> row.get("direction"))
                .toList();

        int wrong = Math.abs(in - count(crossings, "in")) + Math.abs(out - count(crossings, "out"));

        assertThat(wrong).as("%s", crossings).isLessThanOrEqualTo(1);
    }

    private static int count(List<String> crossings, String direction) {
        return (int) crossings.stream().filter(direction::equals).count();
    }

    private static List<Map<String, String>> rows(String file) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(out.resolve("result").resolve(file).toFile())) {
            return rows.readAll();
        }
    }
}
