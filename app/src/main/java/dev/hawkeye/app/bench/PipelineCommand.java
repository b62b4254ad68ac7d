package dev.hawkeye.app.bench;

import dev.hawkeye.app.Logs;
import dev.hawkeye.app.Shutdown;
import dev.hawkeye.app.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hawkeye bench pipeline}. */
@Command(
        name = "pipeline",
        description = {
            "Measures, in one run and on the same cores: ONNX Runtime alone with the best of the lane settings, the frames"
                    + " topic to the detections topic, and a video file to its final counts.",
            "Rounds alternate between the three, and medians are compared, since machines are noisy."
        })
final class PipelineCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);

    @Mixin
    private ModelAndVideo input;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "rounds, ${DEFAULT-VALUE} by default")
    private int rounds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        input.check();
        if (rounds < 1) {
            throw new UserException("--rounds must be at least 1, got: " + rounds);
        }
        try (Shutdown shutdown = Shutdown.within(CLOSING)) {
            new PipelineBench(input.model(), input.video(), System.err::println, shutdown::check)
                    .run(rounds)
                    .print(System.out);
        }
        return 0;
    }
}
