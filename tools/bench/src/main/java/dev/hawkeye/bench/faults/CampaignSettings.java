package dev.hawkeye.bench.faults;

import dev.hawkeye.app.Hawkeye;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The settings that all campaigns of a run share.
 *
 * @param directory the directory for all output
 * @param model ONNX file; null for the small model that can be made to throw and to hang
 * @param detector main class and first arguments of the detector's process
 * @param exactlyOnce whether the services run with exactly_once_v2 instead of at_least_once
 * @param brief whether faults and session timeouts are short
 * @param progress receives a line for each step
 * @param check called often; an exception from it ends the run
 */
public record CampaignSettings(
        Path directory,
        Path model,
        List<String> detector,
        boolean exactlyOnce,
        boolean brief,
        Consumer<String> progress,
        Runnable check) {
    private static final String HAWKEYE = Hawkeye.class.getName();

    /** The detector as users run it. */
    public static final List<String> DETECTOR = List.of(HAWKEYE, "detect");

    /** A service as users run it. */
    List<String> command(String service) {
        return program(List.of(HAWKEYE, service));
    }

    /** In a short campaign, no process lives long enough for the C2 compiler to pay off. */
    private List<String> program(List<String> mainAndCommand) {
        return brief
                ? Stream.concat(Stream.of("-XX:TieredStopAtLevel=1"), mainAndCommand.stream())
                        .toList()
                : mainAndCommand;
    }

    List<String> detectorProgram() {
        return program(detector);
    }

    Durations durations() {
        return brief ? Durations.SHORT : Durations.LONG;
    }

    CampaignSettings alsoChecking(Runnable also) {
        Runnable both = () -> {
            check.run();
            also.run();
        };
        return new CampaignSettings(directory, model, detector, exactlyOnce, brief, progress, both);
    }

    String guarantee() {
        return exactlyOnce ? "exactly_once_v2" : "at_least_once";
    }
}
