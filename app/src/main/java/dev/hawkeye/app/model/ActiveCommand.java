package dev.hawkeye.app.model;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.ModelStatus;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawkeye model active}. */
@Command(
        name = "active",
        description = "Prints which model was published last, and which one each running detector uses.")
final class ActiveCommand implements Callable<Integer> {
    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return ModelSite.run(site, running -> {
            out.println(published(running.desk().active()));
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
    }
}
