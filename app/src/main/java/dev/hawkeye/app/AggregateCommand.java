package dev.hawkeye.app;

import dev.hawkeye.aggregator.AggregatorService;
import dev.hawkeye.app.history.HistoryRoute;
import dev.hawkeye.app.history.SiteHistory;
import dev.hawkeye.app.http.Access;
import dev.hawkeye.schemas.Topics;
import io.javalin.config.RoutesConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;

@Command(
        name = "aggregate",
        description = "Detections to counts, events and keyframes, against an outside Kafka and schema registry."
                + " Instances share the work.")
final class AggregateCommand extends ServiceCommand {
    private HistoryRoute history;

    @Override
    Set<String> topics(Topics all) {
        return Set.of(
                all.frames(), all.detections(), all.counts(), all.events(), all.cloudCounts(), all.cloudKeyframes());
    }

    @Override
    List<Consumer<RoutesConfig>> routes(Site site, Access access) {
        history = new HistoryRoute(access);
        return List.of(history::addTo);
    }

    @Override
    Service service(Site site) {
        Map<String, Object> kafka = new HashMap<>(site.kafka());
        kafka.putIfAbsent(StreamsConfig.APPLICATION_SERVER_CONFIG, site.address());
        AggregatorService aggregator = new AggregatorService(
                site.config().aggregator(), kafka, site.topics(), site.registry(), site.metrics());
        history.answerFrom(
                new SiteHistory(aggregator.history(), site.config().http().token()));
        return new Service("aggregate", aggregator::start, aggregator::ready, aggregator::live, aggregator);
    }
}
