package dev.hawkeye.app.service;

import dev.hawkeye.aggregator.AggregatorService;
import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.site.Service;
import dev.hawkeye.site.ServiceContext;
import dev.hawkeye.site.change.SettingsChange;
import dev.hawkeye.site.history.HistoryRoute;
import dev.hawkeye.site.history.SiteHistory;
import dev.hawkeye.site.topics.TopicTable;
import dev.hawkeye.site.topology.TopologyRoute;
import io.javalin.config.RoutesConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Command;

@Command(
        name = "aggregate",
        description = "Runs the aggregator: detections to counts, events and keyframes."
                + " Needs an external Kafka and schema registry. Instances share the work.")
public final class AggregateCommand extends ServiceCommand {
    private AggregatorService aggregator;

    @Override
    String name() {
        return "aggregate";
    }

    @Override
    List<Consumer<RoutesConfig>> routes(ServiceContext site, AccessControl access) {
        aggregator =
                new AggregatorService(site.config().aggregator(), site.topics(), site.registries(), site.metrics());
        SiteHistory history =
                new SiteHistory(aggregator.history(), site.config().http().token());
        TopologyRoute.Part topology =
                new TopologyRoute.Part("aggregator", site.config().aggregator().applicationId(), aggregator::topology);
        return List.of(
                new HistoryRoute(access, history, aggregator.history())::addTo,
                new TopologyRoute(access, List.of(topology))::addTo);
    }

    @Override
    Service service(ServiceContext site) {
        Map<String, Object> kafka =
                new HashMap<>(TopicTable.ofStreamsTopics(site.config().topics()));
        kafka.putAll(site.kafka());
        kafka.putIfAbsent(StreamsConfig.APPLICATION_SERVER_CONFIG, site.address());
        aggregator.change(site.config().aggregator());
        aggregator.tracing(site.traces());
        return new Service(
                name(),
                () -> aggregator.start(kafka),
                aggregator::ready,
                aggregator::live,
                aggregator::waitsFor,
                aggregator);
    }

    @Override
    void change(SettingsChange change) {
        aggregator.change(change.after().aggregator());
    }
}
