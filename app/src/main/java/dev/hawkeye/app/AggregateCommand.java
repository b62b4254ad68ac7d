package dev.hawkeye.app;

import dev.hawkeye.aggregator.AggregatorService;
import picocli.CommandLine.Command;

@Command(
        name = "aggregate",
        description = "Detections to counts, events and keyframes, against an outside Kafka and schema registry."
                + " Instances share the work.")
final class AggregateCommand extends ServiceCommand {
    @Override
    Service service(Site site) {
        AggregatorService aggregator = new AggregatorService(
                site.config().aggregator(), site.kafka(), site.topics(), site.registry(), site.metrics());
        return new Service("aggregate", aggregator::start, aggregator::ready, aggregator::live, aggregator);
    }
}
