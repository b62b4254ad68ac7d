package dev.hawkeye.notify;

import dev.hawkeye.notify.alarm.Rule;
import dev.hawkeye.notify.command.CommandOutlet;
import dev.hawkeye.notify.command.CommandWatch;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.notify.delivery.DeadLetters;
import dev.hawkeye.notify.delivery.Delivery;
import dev.hawkeye.notify.delivery.LetterBox;
import dev.hawkeye.notify.delivery.Outlet;
import dev.hawkeye.notify.delivery.Sending;
import dev.hawkeye.notify.message.Messages;
import dev.hawkeye.notify.meters.CommandMeters;
import dev.hawkeye.notify.meters.TargetMeters;
import dev.hawkeye.notify.mqtt.SensorFeed;
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
 * Delivers alarms to targets: applies rules to the events, with one {@link Delivery} per target, so that no target
 * waits for another. Owns the deliveries from {@link #start()} to {@link #close()}. Thread-safe once started.
 */
public final class NotifyService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotifyService.class);
    private static final Clock CLOCK = Clock.systemUTC();

    private final List<Delivery> deliveries = new ArrayList<>();
    private final NotifyConfig config;
    private final ZoneId zone;
    private final List<String> cameras;
    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final LetterBox box;
    private final CommandWatch watch; // null without actuators
    private final List<SensorFeed> sensors = new ArrayList<>();

    /**
     * Connects to nothing yet.
     *
     * @param zone time zone of the site, for the times of rules
     * @param cameras ids of the configured cameras, for targets that announce cameras before their first event
     * @param kafka native properties, including {@code bootstrap.servers}
     * @throws UserException when a file named in the settings cannot be used
     */
    public NotifyService(
            NotifyConfig config,
            ZoneId zone,
            Collection<String> cameras,
            Map<String, Object> kafka,
            Topics topics,
            SchemaRegistry registry,
            MeterRegistry metrics) {
        this.config = config;
        this.zone = zone;
        this.cameras = List.copyOf(cameras);
        this.kafka = new HashMap<>(kafka);
        this.kafka.putAll(config.kafka());
        this.topics = topics;
        this.registry = registry;
        this.box = LetterBox.of(this.kafka);
        this.watch = config.actuators().isEmpty()
                ? null
                : new CommandWatch(
                        this.kafka,
                        config.applicationId(),
                        topics,
                        registry,
                        box,
                        new CommandMeters(metrics, config.actuators()),
                        CLOCK);
        for (TargetConfig target : config.targets()) {
            List<Rule> rules = rules(config, target);
            if (rules.isEmpty()) {
                log.warn("No rule of notify.rules sends anything to the target {}", target.name());
            }
            TargetMeters meters = new TargetMeters(metrics, target.name());
            if (target.type() == TargetConfig.Type.MQTT && target.sensors()) {
                sensors.add(new SensorFeed(target, config, this.kafka, topics, registry, CLOCK));
            }
            deliveries.add(new Delivery(
                    target.name(),
                    config.group(target),
                    rules,
                    outlet(target, meters),
                    this.kafka,
                    topics.events(),
                    registry.serde(Event.class).deserializer(),
                    meters,
                    CLOCK));
        }
    }

    private List<Rule> rules(NotifyConfig its, TargetConfig target) {
        return its.rulesOf(target).stream().map(rule -> new Rule(rule, zone)).toList();
    }

    private Outlet outlet(TargetConfig target, TargetMeters meters) {
        return target.type() == TargetConfig.Type.COMMANDS
                ? CommandOutlet.of(target, config, kafka, topics, registry, meters, CLOCK)
                : new Sending(
                        target,
                        Targets.of(target, config, cameras),
                        new DeadLetters(topics.notifyDlq(), new Messages(config)),
                        box,
                        meters,
                        CLOCK);
    }

    /** Starts the deliveries; returns at once. */
    public void start() {
        if (watch != null) {
            watch.start();
        }
        sensors.forEach(SensorFeed::start);
        deliveries.forEach(Delivery::start);
    }

    /**
     * Replaces the rules, effective between two events of each target; returns at once. Open alarms of removed rules
     * are ended.
     *
     * @param now settings that differ only in the rules
     */
    public void change(NotifyConfig now) {
        for (int i = 0; i < deliveries.size(); i++) {
            deliveries.get(i).change(rules(now, config.targets().get(i)));
        }
    }

    /** Whether events are being read for every target. */
    public boolean ready() {
        return deliveries.stream().allMatch(Delivery::ready);
    }

    public boolean live() {
        return deliveries.stream().allMatch(Delivery::live);
    }

    /** The reason why it is not ready. */
    public String waitsFor() {
        return deliveries.stream()
                .filter(delivery -> !delivery.ready())
                .map(Delivery::name)
                .collect(Collectors.joining(", ", "the events for ", ""));
    }

    /** Stops all deliveries concurrently, each within 5 s. */
    @Override
    public void close() {
        deliveries.forEach(Delivery::stop);
        deliveries.forEach(Delivery::close);
        sensors.forEach(SensorFeed::close);
        if (watch != null) {
            watch.close();
        }
        box.close();
    }
}
