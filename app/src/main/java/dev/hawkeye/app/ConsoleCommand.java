package dev.hawkeye.app;

import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.console.ConsoleService;
import dev.hawkeye.console.HttpCountHistory;
import dev.hawkeye.schemas.Topics;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(name = "console", description = "The web page over the topics, against an outside Kafka and schema registry.")
final class ConsoleCommand extends ServiceCommand {
    @Override
    Set<String> topics(Topics all) {
        return Set.of(
                all.frames(), all.detections(), all.counts(), all.events(), all.cloudKeyframes(), all.cameraStatus());
    }

    @Override
    Service service(Site site) {
        HawkeyeConfig config = site.config();
        ConsoleService console = new ConsoleService(
                config.console(),
                ShownPipeline.of(config),
                site::kafka,
                site.registry(),
                new HttpCountHistory(config.console().aggregators(), Optional.empty()),
                site.metrics());
        return new Service("console", console::start, console::ready, console::live, console::addTo, console);
    }
}
