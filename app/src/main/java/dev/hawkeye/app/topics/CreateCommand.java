package dev.hawkeye.app.topics;

import dev.hawkeye.app.UserException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hawkeye topics create}. */
@Command(
        name = "create",
        description = {
            "Makes the topics that are missing, and leaves those that are there as they are; then tells what check"
                    + " tells.",
            "Exit code 0 when all fit, 1 when one does not."
        })
final class CreateCommand implements Callable<Integer> {
    @Mixin
    private TopicsOptions options;

    @Override
    public Integer call() throws InterruptedException {
        return options.print((admin, config) -> {
            Map<String, String> failures = admin.makeMissing(TopicTable.of(config.topics()));
            if (!failures.isEmpty()) {
                throw new UserException(String.join("; ", failures.values()));
            }
            return TopicCheck.ofAll(admin, config);
        });
    }
}
