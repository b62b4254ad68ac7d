package dev.hawkeye.models;

import dev.hawkeye.commandline.Median;
import dev.hawkeye.models.ModelBench.Series;
import dev.hawkeye.vision.LaneSetting;
import dev.hawkeye.vision.RunTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The results of {@code model bench}.
 *
 * @param seconds duration of each measurement
 */
public record ModelBenchReport(int cores, double seconds, List<ModelFigures> models) {
    /**
     * @param input height x width
     * @param fixedBatch required number of pictures per run; 0 for any
     * @param best setting with the most pictures per second
     * @param ratio the ratio of its pictures per second to those of the first model with that model's best setting
     */
    record ModelFigures(
            String model, String input, int fixedBatch, List<Figures> settings, LaneSetting best, double ratio) {}

    /** Medians over the rounds, and the value of each round. */
    record Figures(
            LaneSetting setting, double picturesPerSecond, double p50Millis, double p99Millis, List<RunTimes> rounds) {
        private static Figures of(Series series) {
            return new Figures(
                    series.setting(),
                    median(series, RunTimes::picturesPerSecond),
                    median(series, RunTimes::p50Millis),
                    median(series, RunTimes::p99Millis),
                    List.copyOf(series.rounds()));
        }

        private static double median(Series series, ToDoubleFunction<RunTimes> figure) {
            return Median.of(series.rounds().stream().mapToDouble(figure).toArray());
        }
    }

    /** @param measured measurements of all contenders, in any order */
    static ModelBenchReport of(List<Contender> contenders, List<Series> measured, Duration duration) {
        List<ModelFigures> models = new ArrayList<>();
        double first = Double.NaN;
        for (int i = 0; i < contenders.size(); i++) {
            int place = i;
            Contender contender = contenders.get(i);
            List<Figures> settings = measured.stream()
                    .filter(series -> series.place() == place)
                    .map(Figures::of)
                    .toList();
            Figures best = settings.stream()
                    .max(Comparator.comparingDouble(Figures::picturesPerSecond))
                    .orElseThrow();
            first = models.isEmpty() ? best.picturesPerSecond() : first;
            models.add(new ModelFigures(
                    contender.model().toString(),
                    ShapeOption.text(contender.shape()),
                    contender.fixedBatch(),
                    settings,
                    best.setting(),
                    best.picturesPerSecond() / first));
        }
        return new ModelBenchReport(
                Runtime.getRuntime().availableProcessors(), duration.toNanos() / 1e9, List.copyOf(models));
    }
}
