package dev.hawkeye.models.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.models.quantize.calibration.RangeMethod;
import dev.hawkeye.models.quantize.gate.QualityGate;
import dev.hawkeye.testing.TinyYolo;
import dev.hawkeye.vision.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedQuantizationIT {
    private static final QuantizeSettings SETTINGS =
            new QuantizeSettings(7, false, RangeMethod.MSE, 0.9999, true, true, Set.of());

    @TempDir
    private Path directory;

    private final List<Long> sizes = new ArrayList<>();

    @Test
    void theFileIsWrittenWhenTheGateApproves() throws Exception {
        GuardedQuantization.Result result = run(candidate -> new QualityGate.Finding(true, "fine"), 8);

        assertThat(result.approved()).isTrue();
        assertThat(result.blames()).isEmpty();
        try (Model model = Model.load(out(), 1)) {
            assertThat(model.info().classNames()).hasSize(3);
        }
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void theWorstLayersGoBackToFloatUntilTheGateApproves() throws Exception {
        GuardedQuantization.Result result = run(this::thirdTime, 8);

        assertThat(result.approved()).isTrue();
        assertThat(result.settings().inFloat())
                .containsExactlyInAnyOrder(
                        result.blames().get(0).layer(), result.blames().get(1).layer());
        assertThat(sizes).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsWrittenWhenTheGateNeverApproves() throws Exception {
        Files.writeString(out(), "an older model");

        GuardedQuantization.Result result = run(candidate -> new QualityGate.Finding(false, "bad"), 3);

        assertThat(result.approved()).isFalse();
        assertThat(result.settings().inFloat()).hasSize(3);
        assertThat(out()).hasContent("an older model");
        assertThat(directory).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void theHeadsGoBackToFloatBeforeAnyOtherLayer() throws Exception {
        QuantizeSettings headsToo = new QuantizeSettings(7, false, RangeMethod.MSE, 0.9999, true, false, Set.of());

        GuardedQuantization.Result result = run(this::thirdTime, 8, headsToo);

        assertThat(result.tries())
                .extracting(GuardedQuantization.Try::layersBack)
                .containsExactly(0, 0, 1);
        assertThat(result.settings().headsInFloat()).isTrue();
    }

    private QualityGate.Finding thirdTime(Path candidate) {
        sizes.add(candidate.toFile().length());
        return new QualityGate.Finding(sizes.size() == 3, "try " + sizes.size());
    }

    private Path out() {
        return directory.resolve("out.onnx");
    }

    private GuardedQuantization.Result run(QualityGate gate, int mostInFloat) throws IOException, InterruptedException {
        return run(gate, mostInFloat, SETTINGS);
    }

    private GuardedQuantization.Result run(QualityGate gate, int mostInFloat, QuantizeSettings settings)
            throws IOException, InterruptedException {
        Path file = Files.write(directory.resolve("fp32.onnx"), TinyYolo.silu());
        Quantizer quantizer = new Quantizer(file, CalibrationPictures.drawn(), true, (what, done, all) -> {});
        return new GuardedQuantization(quantizer, gate, mostInFloat).run(settings, Map.of(), out());
    }
}
