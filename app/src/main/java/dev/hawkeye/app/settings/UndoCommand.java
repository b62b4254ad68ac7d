package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye settings undo}. */
@Command(
        name = "undo",
        description = {
            "Takes a change back: what it changed becomes what it was before. A second time: the change before it.",
            "Exit code 0 if all services run with it, 1 if one refuses it, or does not answer."
        })
final class UndoCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "REVISION",
            arity = "0..1",
            description =
                    "Number of the change, as history prints it. Default: the last one that has not been taken back.")
    private Long revision;

    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        OptionalLong number = revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(
                site, running -> running.await(running.desk().undo(number, SiteOptions.operator()), wait, out));
    }
}
