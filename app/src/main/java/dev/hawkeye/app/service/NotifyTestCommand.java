package dev.hawkeye.app.service;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.commandline.Logs;
import dev.hawkeye.notify.Targets;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.receiver.Answer;
import dev.hawkeye.settings.Nearest;
import dev.hawkeye.settings.UserException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hawkeye notify test}. */
@Command(
        name = "test",
        description = {
            "Sends one test message to a target of notify.targets, and prints its answer.",
            "Needs no Kafka. Exit code 0 if the target accepts it, 1 if not."
        })
final class NotifyTestCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOptions settings;

    @Parameters(paramLabel = "TARGET", description = "Name of the target.")
    private String name;

    @Override
    public Integer call() throws InterruptedException {
        Logs.warningsOnly();
        NotifyConfig config = settings.reader().read().alarms();
        TargetConfig target = config.targets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(config));
        Answer answer = Targets.test(target, config);
        PrintWriter out = spec.commandLine().getOut();
        String words = target.name() + " at " + target.shownAddress() + " (" + target.type() + ")";
        switch (answer.verdict()) {
            case DELIVERED -> out.println(words + " accepted the test message: " + answer.words());
            case LATER ->
                out.println(words + " did not accept the test message: " + answer.words()
                        + "\nAn alarm would be retried, with growing pauses, until it is older than max-age.");
            case REFUSED ->
                out.println(words + " refuses the test message: " + answer.words()
                        + "\nAn alarm would be counted as given up, and dropped.");
        }
        return answer.verdict() == Answer.Verdict.DELIVERED ? 0 : 1;
    }

    private UserException unknown(NotifyConfig config) {
        List<String> names = config.targets().stream().map(TargetConfig::name).toList();
        return new UserException(
                "there is no target " + name + " in notify.targets" + Nearest.hint(name, names, ", which is empty"));
    }
}
