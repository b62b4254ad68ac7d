package dev.hawkeye.app.model;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.commandline.TerminalText;
import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.Standing;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.ModelTrial;
import dev.hawkeye.schemas.PublishedModel;
import dev.hawkeye.schemas.Rollout;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawkeye model active}. */
@Command(
        name = "active",
        description = {
            "Prints which model was published last, and which one each running detector uses.",
            "During a trial, also prints the comparison with the previous model so far, and when it ends."
        })
final class ActiveCommand implements Callable<Integer> {
    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return ModelSite.run(site, running -> {
            Optional<Standing> standing = running.desk().standing();
            out.println(TerminalText.safe(published(standing.map(Standing::active))));
            standing.map(one -> state(one, Instant.now()))
                    .filter(line -> !line.isEmpty())
                    .ifPresent(line -> out.println(TerminalText.safe(line)));
            try (InstanceStates states = running.states()) {
                print(states.ofRunning(), out);
            }
            return 0;
        });
    }

    private static String published(Optional<ActiveModel> active) {
        return active.map(
                        one -> one.getModel().getName() + " (" + one.getModel().getSha256() + "), revision "
                                + one.getRevision() + ", by " + one.getBy() + " at " + one.getAt()
                                + (one.getPrevious() == null
                                        ? ""
                                        : "; before: " + one.getPrevious().getName()))
                .orElse("No model has been published: detectors use detector.model.");
    }

    /** @return the progress or the outcome of its trial; empty if it is in regular use */
    private static String state(Standing standing, Instant now) {
        Rollout rollout = standing.active().getRollout();
        String before = Optional.ofNullable(standing.active().getPrevious())
                .map(PublishedModel::getName)
                .orElse("detector.model");
        if (standing.refusal().isPresent()) {
            return "Refused, " + before + " is in use: " + standing.refusal().get();
        }
        if (standing.isReturned()) {
            return "Withdrawn by hand, " + before + " is in use.";
        }
        if (rollout == null) {
            return "";
        }
        Instant shadow = standing.since().plusMillis(rollout.getShadowMillis());
        Instant canary = shadow.plusMillis(rollout.getCanaryMillis());
        Instant watch = canary.plusMillis(rollout.getWatchMillis());
        if (now.isBefore(shadow)) {
            return "Compared with " + before + until(shadow, now) + ".";
        }
        if (now.isBefore(canary)) {
            return "Analyzes " + String.join(", ", rollout.getCameras()) + until(canary, now) + "; all others: "
                    + before + ".";
        }
        return now.isBefore(watch) ? "In use, and compared with " + before + until(watch, now) + "." : "";
    }

    private static String until(Instant end, Instant now) {
        Duration left = Duration.between(now, end);
        return " until " + end + " (" + (left.toMinutes() > 1 ? left.toMinutes() + " min" : left.toSeconds() + " s")
                + " left)";
    }

    private static void print(Collection<ModelStatus> running, PrintWriter out) {
        if (running.isEmpty()) {
            out.println("No detector has reported in the last " + InstanceStates.LONGEST_SILENCE.toSeconds() + " s.");
            return;
        }
        Table table = Table.of("detector", "state", ">revision", "model", "reason");
        running.forEach(one -> table.row(
                one.getInstance(),
                one.getState().name(),
                String.valueOf(one.getRevision()),
                one.getModel(),
                one.getReason() == null ? "" : one.getReason()));
        table.print(out);
        if (running.stream().anyMatch(one -> one.getTrial() != null)) {
            trials(running, out);
        }
        drift(running, out);
    }

    /** Prints the cameras on which the model in use no longer agrees with its original. */
    private static void drift(Collection<ModelStatus> running, PrintWriter out) {
        if (running.stream().allMatch(one -> one.getDrift().isEmpty())) {
            return;
        }
        out.println();
        Table table = Table.of("camera", ">agreement with original", "detector");
        running.forEach(one -> one.getDrift()
                .forEach(drift -> table.row(
                        drift.getCamera(),
                        String.format(Locale.ROOT, "%.3f", drift.getAgreement()),
                        one.getInstance())));
        table.print(out);
    }

    private static void trials(Collection<ModelStatus> running, PrintWriter out) {
        out.println();
        Table table = Table.of(
                "detector", ">frames", ">agreement", ">objects", ">before", ">p95 ms", ">before", ">FAILED", ">before");
        running.stream().filter(one -> one.getTrial() != null).forEach(one -> {
            ModelTrial trial = one.getTrial();
            table.row(
                    one.getInstance(),
                    trial.getFrames(),
                    trial.getAgreement() == null ? "-" : String.format(Locale.ROOT, "%.3f", trial.getAgreement()),
                    perFrame(trial.getObjects(), trial),
                    perFrame(trial.getObjectsBefore(), trial),
                    millis(trial.getP95Micros()),
                    millis(trial.getP95MicrosBefore()),
                    trial.getFailed(),
                    trial.getFailedBefore());
        });
        table.print(out);
    }

    private static String perFrame(long objects, ModelTrial trial) {
        return trial.getFrames() == 0 ? "-" : String.format(Locale.ROOT, "%.1f", (double) objects / trial.getFrames());
    }

    private static String millis(long micros) {
        return micros == 0 ? "-" : String.format(Locale.ROOT, "%.1f", micros / 1_000.0);
    }
}
