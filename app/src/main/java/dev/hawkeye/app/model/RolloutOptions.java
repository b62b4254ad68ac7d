package dev.hawkeye.app.model;

import dev.hawkeye.app.options.DurationArgument;
import dev.hawkeye.schemas.Rollout;
import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.UserException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for the trial of a published model. */
final class RolloutOptions {
    private static final Duration LONGEST = Duration.ofDays(30);

    @Option(
            names = "--shadow",
            paramLabel = "DURATION",
            converter = DurationArgument.class,
            description = "First only compare it with the model in use for this long, such as 10m.")
    private Duration shadow = Duration.ZERO;

    @Option(
            names = "--canary",
            paramLabel = "N cameras for DURATION",
            arity = "1",
            parameterConsumer = CanaryWords.class,
            description =
                    "Then let it analyze this many cameras for this long, such as 2 cameras for 1h; with --cameras,"
                            + " only a duration, such as 1h.")
    private Canary canary;

    @Option(
            names = "--cameras",
            paramLabel = "ID",
            split = ",",
            description = "The cameras of --canary. Default: chosen from those that are running.")
    private List<String> cameras = List.of();

    @Option(
            names = "--share",
            paramLabel = "PERCENT",
            converter = ShareArgument.class,
            description = "Share of the frames that both models analyze. Default: 5%%, at least one in 2 s.")
    private double share = 0.05;

    @Option(
            names = "--watch",
            paramLabel = "DURATION",
            converter = DurationArgument.class,
            description = "How long both are compared after it is in use, for an automatic rollback. Default: 10m.")
    private Duration watch = Duration.ofMinutes(10);

    @Option(
            names = "--min-agreement",
            paramLabel = "F1",
            defaultValue = "0.5",
            description =
                    "Refuse it if the agreement (F1) of its objects with those of the model in use is lower, 0 to 1."
                            + " Default: ${DEFAULT-VALUE}.")
    private double minAgreement;

    @Option(
            names = "--max-slowdown",
            paramLabel = "TIMES",
            defaultValue = "1.5",
            description =
                    "Refuse it if the p95 time of its inferences is more than this many times that of the model in use,"
                            + " 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private double maxSlowdown;

    @Option(names = "--other-classes", description = "Accept other classes than those of the model in use.")
    private boolean otherClasses;

    @Option(names = "--no-trial", description = "Use it at once, without a comparison and without automatic rollback.")
    private boolean noTrial;

    /** Chooses the cameras of a canary. */
    interface CameraChoice {
        /** @param count number of cameras; 0 for all named ones */
        List<String> choose(int count, List<String> named);
    }

    /** @return empty when there is no trial */
    Optional<Rollout> rollout(CameraChoice choice) {
        if (noTrial) {
            if (canary != null || !shadow.isZero()) {
                throw new UserException("--no-trial cannot be used with --shadow or --canary: drop one of them");
            }
            return Optional.empty();
        }
        check();
        List<String> chosen = canary == null ? List.of() : choice.choose(canary.cameras(), cameras);
        return Optional.of(new Rollout(
                shadow.toMillis(),
                canary == null ? 0 : canary.time().toMillis(),
                chosen,
                watch.toMillis(),
                share,
                minAgreement,
                maxSlowdown,
                otherClasses,
                false));
    }

    static void checkStage(String option, Duration time) {
        Check.that(time.compareTo(LONGEST) <= 0, option, "must be at most 30 d", time);
    }

    private void check() {
        checkStage("--shadow", shadow);
        checkStage("--watch", watch);
        Check.zeroToOne("--min-agreement", minAgreement);
        Check.that(maxSlowdown >= 1 && maxSlowdown <= 1_000, "--max-slowdown", "must be 1 to 1000", maxSlowdown);
        if (canary == null) {
            Check.that(
                    cameras.isEmpty(),
                    "--cameras",
                    "goes with --canary",
                    cameras,
                    "add --canary 1h, or drop --cameras");
            return;
        }
        checkStage("--canary", canary.time());
        Check.that(
                (canary.cameras() > 0) == cameras.isEmpty(),
                "--canary",
                "must have a number of cameras, unless --cameras names them",
                canary.cameras(),
                "give --canary \"2 cameras for 1h\", or --cameras A,B --canary 1h");
    }
}
