package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import java.io.PrintWriter;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that changes the settings of a running site, waits for its services, and prints their answers. */
public abstract class ChangeCommand implements Callable<Integer> {
    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    /** The work on a connected site, which prints its result. */
    interface Work {
        int with(SettingsSite running, WaitOption wait, PrintWriter out) throws InterruptedException;
    }

    final int run(Work work) throws InterruptedException {
        return SettingsSite.run(
                site, running -> work.with(running, wait, spec.commandLine().getOut()));
    }

    /**
     * Makes a change.
     *
     * @param what description of the change, for the history
     * @param edit changes the settings, by key
     * @return 0 if all services apply it, 1 if one refuses it or does not answer
     */
    protected final int change(String what, UnaryOperator<SortedMap<String, String>> edit) throws InterruptedException {
        return run((running, waiting, out) -> running.change(what, waiting, out, edit));
    }
}
