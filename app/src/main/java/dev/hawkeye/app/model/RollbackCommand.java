package dev.hawkeye.app.model;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.schemas.ActiveModel;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hawkeye model rollback}. */
@Command(
        name = "rollback",
        description = {
            "Returns all detectors of a running site to the previously published model. Run again, undoes that.",
            "During a trial, ends the trial: the model in use stays.",
            "Exit code 0 if all of them use it, 1 if one refuses it or does not answer."
        })
final class RollbackCommand implements Callable<Integer> {
    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return ModelSite.run(site, running -> {
            ActiveModel active = running.desk().rollback(SiteOptions.operator());
            String name = active.getModel().getName();
            out.println((active.getRollout() == null ? name + " will be in use again" : name + " is withdrawn")
                    + ": revision " + active.getRevision());
            out.flush();
            return running.awaitAll(active, Duration.ofSeconds(wait.seconds()), out);
        });
    }
}
