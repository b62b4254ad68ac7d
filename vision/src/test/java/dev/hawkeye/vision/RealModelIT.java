package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.detection.DetectionLimits;
import dev.hawkeye.vision.onnx.ModelException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agreement with Ultralytics on real models and a real picture, which the project does not carry. */
class RealModelIT {
    private static final int PERSON = 0;
    private static final int BUS = 5;
    private static final int STOP_SIGN = 11;

    private Path data;

    @BeforeEach
    void findData() {
        String folder = System.getenv("HAWKEYE_DATA");
        assumeThat(folder)
                .as("HAWKEYE_DATA is not set: point it at a folder with models/ and images/ to run this test")
                .isNotNull();
        data = Path.of(folder);
    }

    @Test
    void agreesWithUltralyticsOnAFixedSquare() throws IOException {
        List<Box> boxes = boxes("yolov8n.onnx", bus());

        assertThat(boxes).extracting(Box::classId).containsExactly(PERSON, PERSON, PERSON, BUS, PERSON);
        assertScores(boxes, 0.901f, 0.884f, 0.876f, 0.842f, 0.436f);
        assertCorners(boxes.get(3), 34, 229, 796, 769);
    }

    /** What Ultralytics prints for bus.jpg: 640x480 4 persons, 1 bus, 1 stop sign. */
    @Test
    void agreesWithUltralyticsOnTheSmallestRectangle() throws IOException {
        List<Box> boxes = boxes("yolov8n_dynamic.onnx", bus());

        assertThat(boxes).extracting(Box::classId).containsExactly(BUS, PERSON, PERSON, PERSON, STOP_SIGN, PERSON);
        assertScores(boxes, 0.871f, 0.869f, 0.854f, 0.819f, 0.346f, 0.301f);
        assertCorners(boxes.get(0), 17, 231, 802, 768);
    }

    @Test
    void findsTheSameInAPictureThatIsShrunkWhileDecoding() throws IOException {
        List<Box> boxes = boxes("yolov8n.onnx", enlarged(bus(), 2));

        assertThat(boxes).extracting(Box::classId).containsExactly(PERSON, PERSON, PERSON, BUS, PERSON);
        assertScores(boxes, 0.901f, 0.884f, 0.876f, 0.842f, 0.436f);
        assertCorners(boxes.get(3), 68, 458, 1592, 1538);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yolov8n_int8_qdq_static_aditya.onnx", "yolov8n_int8_qoperator_calendula.onnx"})
    void loadsInt8Models(String name) {
        try (Model model = Model.load(data.resolve("models").resolve(name), 1)) {
            assertThat(model.info().classNames()).hasSize(80).startsWith("person", "bicycle");
            assertThat(model.info().dynamicShape()).isFalse();
            assertThat(model.info().fixedBatch()).isEqualTo(1);
        }
    }

    @Test
    void refusesACheckpointThatIsNoOnnx() {
        Path file = data.resolve("models").resolve("yolov8n.pt");

        assertThatThrownBy(() -> Model.load(file, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is not a usable ONNX model");
    }

    private byte[] bus() throws IOException {
        return Files.readAllBytes(data.resolve("images").resolve("bus.jpg"));
    }

    private static byte[] enlarged(byte[] jpeg, int times) {
        try (PointerScope scope = new PointerScope()) {
            Mat picture = imdecode(new Mat(jpeg), IMREAD_COLOR);
            Mat large = new Mat();
            resize(picture, large, new Size(picture.cols() * times, picture.rows() * times));
            BytePointer encoded = new BytePointer();
            imencode(".jpg", large, encoded);
            scope.attach(encoded);
            byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
            encoded.get(bytes);
            return bytes;
        }
    }

    private List<Box> boxes(String modelName, byte[] picture) {
        try (Model model = Model.load(data.resolve("models").resolve(modelName), 2);
                Lane lane = model.newLane(DetectionLimits.DEFAULTS, 1)) {
            Outcome outcome = lane.detect(List.of(ByteBuffer.wrap(picture))).get(0);
            assertThat(outcome).isInstanceOf(Outcome.Detected.class);
            return ((Outcome.Detected) outcome).boxes();
        }
    }

    private static void assertScores(List<Box> boxes, float... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(boxes.get(i).confidence()).isCloseTo(expected[i], within(0.02f));
        }
    }

    private static void assertCorners(Box box, float x1, float y1, float x2, float y2) {
        assertThat(box.x1()).isCloseTo(x1, within(6f));
        assertThat(box.y1()).isCloseTo(y1, within(6f));
        assertThat(box.x2()).isCloseTo(x2, within(6f));
        assertThat(box.y2()).isCloseTo(y2, within(6f));
    }
}
