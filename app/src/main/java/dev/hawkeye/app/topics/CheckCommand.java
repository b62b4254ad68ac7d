package dev.hawkeye.app.topics;

import dev.hawkeye.site.topics.TopicCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hawkeye topics check}. */
@Command(
        name = "check",
        description = {
            "Compares each topic with its required settings, and prints how to fix the differences.",
            "Changes nothing. Exit code 0 if all topics fit, 1 if one does not."
        })
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private TopicsOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.print(TopicCheck::ofAll);
    }
}
