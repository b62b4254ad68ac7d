package dev.hawkeye.notify;

import dev.hawkeye.notify.alarm.Rule;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.delivery.DeadLetters;
import dev.hawkeye.notify.delivery.Delivery;
import dev.hawkeye.notify.delivery.LetterBox;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.meters.TargetMeters;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells targets what rules say of the events: one {@link Delivery} for each target, so that none waits for another. Owns them from
 * {@link #start()} to {@link #close()}. Safe for use by many threads once it is started.
 */
public final class NotifyService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotifyService.class);

    private final List<Delivery> deliveries = new ArrayList<>();
    private final LetterBox box;

    /**
     * Connects to nothing yet.
     *
     * @param zone of the site, for the times of rules
     * @param cameras ids of those that are configured, for who wants to know them before something happens
     * @param kafka native properties, {@code bootstrap.servers} among them
     * @throws UserException when what the settings name cannot be used
     */
    public NotifyService(
            NotifyConfig config,
            ZoneId zone,
            Collection<String> cameras,
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            MeterRegistry metrics) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.putAll(config.kafka());
        box = LetterBox.of(properties);
        for (TargetConfig target : config.targets()) {
            List<Rule> rules = config.rulesOf(target).stream()
                    .map(rule -> new Rule(rule, zone))
                    .toList();
            if (rules.isEmpty()) {
                log.warn("No rule of notify.rules tells the target {} anything", target.name());
            }
            deliveries.add(new Delivery(
                    target,
                    config.group(target),
                    rules,
                    Targets.of(target, config, cameras),
                    properties,
                    topics.events(),
                    registry.serde(Event.class).deserializer(),
                    new DeadLetters(topics.notifyDlq(), new Messages(config)),
                    box,
                    new TargetMeters(metrics, target.name()),
                    Clock.systemUTC()));
        }
    }

    /** Returns at once. */
    public void start() {
        deliveries.forEach(Delivery::start);
    }

    /** Whether the events are read for each target. */
    public boolean ready() {
        return deliveries.stream().allMatch(Delivery::ready);
    }

    public boolean live() {
        return deliveries.stream().allMatch(Delivery::live);
    }

    /** Why it is not ready. */
    public String waitsFor() {
        return deliveries.stream()
                .filter(delivery -> !delivery.ready())
                .map(Delivery::name)
                .collect(Collectors.joining(", ", "the events for ", ""));
    }

    /** Stops all of them, within 5 s each at most, and all at once. */
    @Override
    public void close() {
        deliveries.forEach(Delivery::stop);
        deliveries.forEach(Delivery::close);
        box.close();
    }
}
