package dev.hawkeye.app.settings;

import dev.hawkeye.app.options.SiteOptions;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hawkeye settings undo}. */
@Command(
        name = "undo",
        description = {
            "Undoes a change: restores what it changed. Run again, undoes the change before it.",
            "Exit code 0 if all services apply it, 1 if one refuses it or does not answer."
        })
final class UndoCommand extends ChangeCommand {
    @Parameters(
            paramLabel = "REVISION",
            arity = "0..1",
            description = "Number of the change, as history prints it. Default: the last one that has not been undone.")
    private Long revision;

    @Override
    public Integer call() throws InterruptedException {
        OptionalLong number = revision == null ? OptionalLong.empty() : OptionalLong.of(revision);
        return run((running, waiting, out) ->
                running.await(running.desk().undo(number, SiteOptions.operator()), waiting, out));
    }
}
