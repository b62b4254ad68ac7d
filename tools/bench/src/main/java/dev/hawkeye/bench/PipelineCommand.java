package dev.hawkeye.bench;

import dev.hawkeye.commandline.Logs;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hawkeye bench pipeline}. */
@Command(
        name = "pipeline",
        description = {
            "Measures, on the same cores: ONNX Runtime alone with the best lane setting, the frames topic to the detections"
                    + " topic, and a video file to its final counts.",
            "Rounds alternate between them; medians are compared. The processor time per frame is broken down by"
                    + " component, where the system reports the time of each thread (Linux)."
        })
final class PipelineCommand implements Callable<Integer> {
    private static final Duration CLOSING = Duration.ofSeconds(30);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelAndVideo input;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Number of rounds. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--peer",
            paramLabel = "COMMAND",
            description =
                    "Also measures this program in each round, such as \"python3 tools/bench/peer/pipeline.py\": it gets"
                            + " model and video as its last arguments, and prints its frames per second.")
    private String peer;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Logs.warningsOnly();
        input.check();
        if (rounds < 1) {
            throw new UserException("--rounds must be at least 1, got: " + rounds);
        }
        try (Shutdown shutdown = Shutdown.within(CLOSING)) {
            new PipelineBench(
                            input.model(),
                            input.video(),
                            peer == null ? null : PeerScript.of(peer),
                            System.err::println,
                            shutdown::check)
                    .run(rounds)
                    .print(spec.commandLine().getOut());
        }
        return 0;
    }
}
