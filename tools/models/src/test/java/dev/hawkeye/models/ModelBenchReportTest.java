package dev.hawkeye.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.models.ModelBench.Series;
import dev.hawkeye.models.ModelBenchReport.ModelFigures;
import dev.hawkeye.vision.LaneSetting;
import dev.hawkeye.vision.RunTimes;
import dev.hawkeye.vision.input.InputShape;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelBenchReportTest {
    private static final LaneSetting WIDE = new LaneSetting(1, 2, 1);
    private static final LaneSetting LANES = new LaneSetting(2, 1, 1);

    private final Contender first = contender("fp32.onnx", new InputShape(640, 384), 0);
    private final Contender second = contender("int8.onnx", new InputShape(640, 384), 0);

    @Test
    void takesTheMedianOfTheRoundsAndTheBestSettingOfEach() {
        // given: a round that something disturbed, and other best settings
        List<Series> measured = List.of(
                series(0, first, WIDE, 10, 2, 11),
                series(1, second, WIDE, 30, 31, 29),
                series(0, first, LANES, 20, 21, 3),
                series(1, second, LANES, 24, 25, 26));

        // when
        ModelBenchReport report = report(List.of(first, second), measured);

        // then
        ModelFigures fp32 = report.models().get(0);
        assertThat(fp32.settings()).extracting(f -> f.picturesPerSecond()).containsExactly(10.0, 20.0);
        assertThat(fp32.best()).isEqualTo(LANES);
        assertThat(fp32.ratio()).isEqualTo(1);
        ModelFigures int8 = report.models().get(1);
        assertThat(int8.best()).isEqualTo(WIDE);
        assertThat(int8.ratio()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void keepsAModelThatIsThereTwiceApart() {
        List<Series> measured = List.of(series(0, first, LANES, 20), series(1, first, LANES, 22));

        ModelBenchReport report = report(List.of(first, first), measured);

        assertThat(report.models()).extracting(ModelFigures::ratio).containsExactly(1.0, 1.1);
    }

    @Test
    void printsTheRatioOfTheBestSettingsOnly() {
        List<Series> measured = List.of(series(0, first, WIDE, 10), series(0, first, LANES, 20));

        List<String> lines = print(report(List.of(first), measured));

        assertThat(lines)
                .filteredOn(line -> line.contains("2 at a time"))
                .singleElement()
                .asString()
                .endsWith(" 1.00");
        assertThat(lines)
                .filteredOn(line -> line.contains("1 at a time"))
                .singleElement()
                .asString()
                .endsWith(" 99.00");
        assertThat(lines).contains("fp32.onnx, input 384x640");
        assertThat(lines).noneMatch(line -> line.contains("different shapes") || line.contains("no other"));
    }

    @Test
    void saysWhereModelsAreNotMeasuredAlike() {
        Contender fixed = contender("fixed.onnx", new InputShape(640, 640), 2);
        List<Series> measured = List.of(series(0, first, LANES, 20), series(1, fixed, new LaneSetting(2, 1, 2), 22));

        List<String> lines = print(report(List.of(first, fixed), measured));

        assertThat(lines)
                .anyMatch(line -> line.startsWith("fixed.onnx takes batches of 2 only"))
                .anyMatch(line -> line.startsWith("the models ran on inputs of different shapes"));
    }

    private static ModelBenchReport report(List<Contender> contenders, List<Series> measured) {
        return ModelBenchReport.of(contenders, measured, Duration.ofSeconds(4));
    }

    private static Contender contender(String name, InputShape shape, int fixedBatch) {
        return new Contender(Path.of(name), shape, fixedBatch, List.of(WIDE, LANES));
    }

    private static Series series(int place, Contender contender, LaneSetting setting, double... perSecond) {
        List<RunTimes> rounds = Arrays.stream(perSecond)
                .mapToObj(speed -> new RunTimes(speed, 100, 50, 99))
                .toList();
        return new Series(place, contender, setting, rounds);
    }

    private static List<String> print(ModelBenchReport report) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        ModelBenchTable.print(report, out);
        out.flush();
        return text.toString().lines().toList();
    }
}
