package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small labeled sets on which other people's software failed; with a real model, where there is one. */
class EvaluateCasesIT {
    private static final String DATA = System.getenv("HAWKEYE_DATA");

    @TempDir
    Path directory;

    private Path cases;
    private Path model;

    @BeforeEach
    void find() {
        assumeTrue(DATA != null, "HAWKEYE_DATA is not set: no cases to evaluate");
        cases = Path.of(DATA).resolveSibling("cases");
        model = Path.of(DATA).resolve("models/yolov8n_dynamic.onnx");
        assumeTrue(Files.isDirectory(cases) && Files.exists(model), "no cases beside " + DATA);
    }

    @ParameterizedTest
    @CsvSource({
        "exif,                    exif-labels,                3, 12",
        "jpeg-tail,               jpeg-tail-labels,           2, 8",
        "two-folders/cam1,        two-folders/instances.json, 1, 4",
        "two-folders/cam2,        two-folders/instances.json, 1, 3",
    })
    void findsWhatIsThere(String images, String labels, int pictures, int objects) throws IOException {
        // when
        JsonNode report = evaluate(images, labels);

        // then
        assertThat(report.path("mAP50-95").asDouble()).isGreaterThan(0.95);
        assertThat(report.path("pictures").asInt()).isEqualTo(pictures);
        assertThat(report.path("objects").asInt()).isEqualTo(objects);
    }

    @Test
    void countsALabelThatARoundingErrorPutBeyondThePicture() throws IOException {
        JsonNode report = evaluate("label-rounding-pictures", "label-rounding");

        assertThat(report.path("pictures").asInt()).isEqualTo(1);
        assertThat(report.path("failed")).isEmpty();
    }

    @Test
    void usesAModelWhoseClassHasBothQuotes() {
        CommandLineRun run = CommandLineRun.of(
                "model", "inspect", cases.resolve("names-both-quotes.onnx").toString());

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(String.join("\n", run.out())).contains("12' x 8\" sign");
    }

    private JsonNode evaluate(String images, String labels) throws IOException {
        Path out = directory.resolve("report.json");
        CommandLineRun run = CommandLineRun.of(
                "model",
                "evaluate",
                model.toString(),
                "--images",
                cases.resolve(images).toString(),
                "--labels",
                cases.resolve(labels).toString(),
                "--out",
                out.toString());
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        return new ObjectMapper().readTree(out.toFile());
    }
}
