package dev.hawkeye.app.camera;

import dev.hawkeye.app.options.SiteOptions;
import dev.hawkeye.app.settings.SettingsSite;
import dev.hawkeye.app.settings.WaitOption;
import dev.hawkeye.site.settings.SettingKeys;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye camera remove}. */
@Command(
        name = "remove",
        description = {
            "Removes cameras from a running site. Their counts, events and keyframes stay.",
            "Exit code 0 if all services run with it, 1 if one refuses it, or does not answer."
        })
final class RemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "1..*", description = "Id of a camera.")
    private List<String> ids;

    @Mixin
    private WaitOption wait;

    @Mixin
    private SiteOptions site;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        return SettingsSite.run(
                site,
                running -> running.change("camera remove " + String.join(" ", ids), wait, out, texts -> {
                    for (String id : ids) {
                        String unused = KnownTexts.of(texts, id);
                        texts.remove(SettingKeys.camera(id));
                    }
                    return texts;
                }));
    }
}
