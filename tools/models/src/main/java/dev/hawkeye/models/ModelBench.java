package dev.hawkeye.models;

import dev.hawkeye.vision.LaneSetting;
import dev.hawkeye.vision.RawRuns;
import dev.hawkeye.vision.RunTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Measures models in turn. Only ratios within one run are meaningful, because the machine is the same and its other
 * load affects all models. So for each setting the models are measured one after the other, and everything is repeated
 * in each round.
 */
public final class ModelBench {
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    private final List<Contender> contenders;
    private final Duration duration;
    private final Consumer<String> progress;
    private final Runnable check;

    /**
     * @param contenders models, at least one
     * @param duration the duration of each measurement
     * @param progress receives a line for each measurement
     * @param check called several times a second; an exception from it ends the run
     */
    public ModelBench(List<Contender> contenders, Duration duration, Consumer<String> progress, Runnable check) {
        this.contenders = contenders;
        this.duration = duration;
        this.progress = progress;
        this.check = check;
    }

    /**
     * The measurements of one model with one setting, one per round.
     *
     * @param place index of the contender: the same model may occur twice, to show the noise
     */
    record Series(int place, Contender contender, LaneSetting setting, List<RunTimes> rounds) {}

    /** @param rounds number of rounds, at least 1 */
    public ModelBenchReport run(int rounds) throws InterruptedException {
        List<Series> all = inTurns();
        for (int round = 1; round <= rounds; round++) {
            for (Series series : all) {
                progress.accept("round " + round + " of " + rounds + ": "
                        + series.contender().model() + ", " + series.setting());
                series.rounds().add(measure(series));
            }
        }
        return ModelBenchReport.of(contenders, all, duration);
    }

    private List<Series> inTurns() {
        List<Series> all = new ArrayList<>();
        int most = contenders.stream()
                .mapToInt(contender -> contender.settings().size())
                .max()
                .orElseThrow();
        for (int i = 0; i < most; i++) {
            for (int place = 0; place < contenders.size(); place++) {
                Contender contender = contenders.get(place);
                if (i < contender.settings().size()) {
                    all.add(new Series(place, contender, contender.settings().get(i), new ArrayList<>()));
                }
            }
        }
        return all;
    }

    private RunTimes measure(Series series) throws InterruptedException {
        Contender contender = series.contender();
        try (RawRuns runs = RawRuns.open(contender.model(), series.setting(), contender.shape())) {
            return runs.measure(WARM_UP, duration, check);
        }
    }
}
