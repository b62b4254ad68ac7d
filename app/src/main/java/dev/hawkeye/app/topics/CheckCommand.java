package dev.hawkeye.app.topics;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hawkeye topics check}. */
@Command(
        name = "check",
        description = {
            "Tells of each topic what it must be like, what it is like, and what to do about the difference.",
            "Changes nothing. Exit code 0 when all fit, 1 when one does not."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private TopicsOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.print(TopicCheck::ofAll);
    }
}
