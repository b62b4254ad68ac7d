package dev.hawkeye.metrics.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.metrics.load.Relief.Shortage;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliefTest {
    private static final UsedModel FP32 = new UsedModel("yolov8n.onnx", "FP32");

    @Test
    void namesInOrderWhatWouldHelpWithTheFiguresOfTheMachine() {
        Overloaded overload = overload(0.03, camera("a", 8, 1.8), camera("b", 8, 1.8), camera("c", 8, 1.8));

        assertThat(Relief.of(Shortage.of(overload), FP32))
                .containsExactly(
                        "an INT8 model instead of yolov8n.onnx (FP32): about twice as fast on a CPU with VNNI (docs/int8.md);"
                                + " ./hawkeye model quantize makes one",
                        "fps: 1 for each of the 3 cameras that want more: 5.4 frames/s, of which 3.8 (70 %) are planned, can be"
                                + " analyzed here with yolov8n.onnx (FP32)",
                        "a smaller max-width would hardly help: its JPEG takes 3 % of a frame's analysis time",
                        "detectors on more machines (./hawkeye detect): 7 such machines for each one now");
    }

    @Test
    void namesTheCamerasThatLeaveNothingForTheOthers() {
        Overloaded overload = new Overloaded(15, 15, 0.3, 1.2, 0.03, List.of(camera("a", 15, 0.3)));

        assertThat(Relief.of(Shortage.of(overload), FP32).get(1))
                .isEqualTo("mode: live for lossless cameras (by default, files and folders): they take 1.2 of the"
                        + " 1.5 frames/s that are analyzed here");
    }

    @Test
    void advisesLessToReadFirstWhereFramesDoNotComeAsFarAsTheDetector() {
        Overloaded overload = new Overloaded(120, 4.7, 0.1, 0, 0.03, List.of(camera("a", 5, 0.1)));

        List<String> lines = Relief.of(Shortage.of(overload), FP32);

        assertThat(lines.get(0))
                .isEqualTo("the cameras' second streams, smaller or with fewer pictures, or fewer cameras: only 4.7 of"
                        + " the 120.0 frames/s that are wanted reached the detector");
        assertThat(lines).last().isEqualTo("detectors on more machines (./hawkeye detect)");
    }

    @Test
    void doesNotAdviseAnInt8ModelWhereThereIsOne() {
        Overloaded overload = overload(0.03, camera("a", 8, 1.8));

        assertThat(Relief.of(Shortage.of(overload), new UsedModel("yolov8n.int8.onnx", "INT8 QDQ")))
                .noneMatch(line -> line.contains("an INT8 model"));
        assertThat(Relief.of(Shortage.of(overload), new UsedModel("some.onnx", null))
                        .get(0))
                .startsWith("an INT8 model, if some.onnx is not one:");
    }

    @Test
    void advisesSmallerPicturesOnlyWhereTheirJpegsCostMuch() {
        assertThat(Relief.of(Shortage.of(overload(0.4, camera("a", 8, 1.8))), FP32))
                .contains("a smaller max-width: its JPEG takes 40 % of a frame's analysis time");
        assertThat(Relief.of(Shortage.of(overload(0.04, camera("a", 8, 1.8))), FP32))
                .contains("a smaller max-width would hardly help: its JPEG takes 4 % of a frame's analysis time");
    }

    @Test
    void leavesCamerasThatWantLittleWhatTheyWant() {
        assertThat(Relief.highestFps(List.of(1.0, 10.0, 10.0), 9)).isEqualTo(4);
        assertThat(Relief.highestFps(List.of(5.0, 5.0), 3)).isEqualTo(1);
        assertThat(Relief.highestFps(List.of(5.0, 5.0, 5.0), 0.7 * 3)).isEqualTo(0.7);
        assertThat(Relief.highestFps(List.of(2.0, 2.0), 9)).isEqualTo(2);
    }

    @Test
    void hasNoFigureWhereNothingIsAnalyzed() {
        List<String> lines = Relief.of(Shortage.of(overload(0, camera("a", 8, 0))), FP32);

        assertThat(lines.get(1)).startsWith("a lower fps, or fewer cameras: 0.0 frames/s");
        assertThat(lines.get(3)).isEqualTo("detectors on more machines (./hawkeye detect)");
    }

    private static Overloaded overload(double jpegPart, Overloaded.Camera... cameras) {
        double wanted =
                List.of(cameras).stream().mapToDouble(Overloaded.Camera::wanted).sum();
        return new Overloaded(
                wanted,
                wanted,
                List.of(cameras).stream()
                        .mapToDouble(Overloaded.Camera::analysed)
                        .sum(),
                0,
                jpegPart,
                List.of(cameras));
    }

    private static Overloaded.Camera camera(String name, double wanted, double analysed) {
        return new Overloaded.Camera(name, wanted, analysed);
    }
}
