package dev.hawkeye.app;

import dev.hawkeye.aggregator.AggregatorService;
import dev.hawkeye.schemas.Topics;
import java.util.Set;
import picocli.CommandLine.Command;

@Command(
        name = "aggregate",
        description = "Detections to counts, events and keyframes, against an outside Kafka and schema registry."
                + " Instances share the work.")
final class AggregateCommand extends ServiceCommand {
    @Override
    Set<String> topics(Topics all) {
        return Set.of(
                all.frames(), all.detections(), all.counts(), all.events(), all.cloudCounts(), all.cloudKeyframes());
    }

    @Override
    Service service(Site site) {
        AggregatorService aggregator = new AggregatorService(
                site.config().aggregator(), site.kafka(), site.topics(), site.registry(), site.metrics());
        return new Service("aggregate", aggregator::start, aggregator::ready, aggregator::live, aggregator);
    }
}
