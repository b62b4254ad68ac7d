package dev.hawkeye.app.topics;

import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.topics.TopicCheck;
import dev.hawkeye.site.topics.TopicTable;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hawkeye topics create}. */
@Command(
        name = "create",
        description = {
            "Creates missing topics, leaves existing ones unchanged, and prints the same report as `topics check`.",
            "Exit code 0 if all topics fit, 1 if one does not."
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
