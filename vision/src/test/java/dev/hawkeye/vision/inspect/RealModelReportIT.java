package dev.hawkeye.vision.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agreement with the figures that Ultralytics publishes for YOLOv8n: 3.2 M parameters, 8.7 GFLOPs at 640 x 640. */
class RealModelReportIT {
    private Path data;

    @BeforeEach
    void findData() {
        String folder = System.getenv("HAWKEYE_DATA");
        assumeThat(folder)
                .as("HAWKEYE_DATA is not set: point it at a folder with models/ to run this test")
                .isNotNull();
        data = Path.of(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "yolov8n.onnx, FP32",
        "yolov8n_dynamic.onnx, FP32",
        "yolov8n_int8_qdq_static_aditya.onnx, INT8_QDQ",
        "yolov8n_int8_qoperator_calendula.onnx, INT8_QOPERATOR"
    })
    void agreesWithThePublishedFigures(String name, Precision precision) {
        ModelReport report = ModelReport.of(data.resolve("models").resolve(name));

        assertThat(report.graph().parameters() / 1e6).isCloseTo(3.2, within(0.06));
        assertThat(report.flops().orElseThrow() / 1e9).isCloseTo(8.7, within(0.05));
        assertThat(report.graph().precision()).isEqualTo(precision);
    }
}
