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
import dev.hawkeye.notify.receiver.Trust;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers alarms to targets: applies rules to the events, with one {@link Delivery} per target, so that no target
 * waits for another. Owns the deliveries from {@link #start()} to {@link #close()}. Thread-safe once started, but
 * {@link #change} must not be called concurrently.
 */
public final class NotifyService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NotifyService.class);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Duration RETIRING = Duration.ofSeconds(10);

    private final ZoneId zone;
    private final Map<String, Object> kafka;
    private final Topics topics;
    private final SchemaRegistry registry;
    private final MeterRegistry metrics;
    private final LetterBox box;
    private NotifyConfig config;
    private List<String> cameras;
    private CommandWatch watch; // null without actuators
    private volatile List<ServedTarget> served;

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
        this.metrics = metrics;
        this.box = LetterBox.of(this.kafka);
        this.watch = watch();
        this.served = config.targets().stream().map(this::served).toList();
    }

    /** @throws UserException when a file named in the settings cannot be used */
    public static void check(NotifyConfig config) {
        config.targets().forEach(Trust::of);
    }

    private CommandWatch watch() {
        List<String> actuators = config.actuators();
        return actuators.isEmpty()
                ? null
                : new CommandWatch(
                        kafka,
                        config.applicationId(),
                        topics,
                        registry,
                        box,
                        new CommandMeters(metrics, actuators),
                        CLOCK);
    }

    private ServedTarget served(TargetConfig target) {
        List<Rule> rules = rules(target);
        if (rules.isEmpty()) {
            log.warn("No rule of notify.rules sends anything to the target {}", target.name());
        }
        TargetMeters meters = new TargetMeters(metrics, target.name());
        Delivery delivery = new Delivery(
                target.name(),
                config.group(target),
                rules,
                outlet(target, meters),
                kafka,
                topics.events(),
                registry.serde(Event.class).deserializer(),
                meters,
                CLOCK);
        boolean hasSensors = target.type() == TargetConfig.Type.MQTT && target.sensors();
        return new ServedTarget(
                target,
                config.secret(target),
                delivery,
                hasSensors ? new SensorFeed(target, config, kafka, topics, registry, CLOCK) : null);
    }

    private List<Rule> rules(TargetConfig target) {
        return config.rulesOf(target).stream().map(rule -> new Rule(rule, zone)).toList();
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
        served.forEach(ServedTarget::start);
    }

    /**
     * Replaces targets and rules. Rules are effective between two events of each target, and open alarms of removed
     * rules are ended. Targets that are not the same as before are stopped first, within a few seconds; one whose name
     * remains resumes where it was, and one whose name is gone is told that its open alarms have ended.
     *
     * @param now settings that differ only in what {@link NotifyConfig#changedTo} takes over
     * @param itsCameras as in the constructor, for new targets
     * @throws UserException as {@link #check}; then nothing changes
     */
    public void change(NotifyConfig now, Collection<String> itsCameras) {
        check(now);
        boolean sameActuators = now.actuators().equals(config.actuators());
        config = now;
        cameras = List.copyOf(itsCameras);
        List<ServedTarget> before = served;
        List<ServedTarget> kept = before.stream().filter(this::isWanted).toList();
        List<ServedTarget> ended =
                before.stream().filter(each -> !kept.contains(each)).toList();
        served = kept;
        retire(ended.stream().filter(this::isGone).toList());
        end(ended);
        if (!sameActuators) {
            closeWatch();
            watch = watch();
            if (watch != null) {
                watch.start();
            }
        }
        served = now.targets().stream().map(target -> continued(target, kept)).toList();
    }

    private boolean isWanted(ServedTarget each) {
        return config.targets().stream().anyMatch(target -> each.is(target, config.secret(target)));
    }

    private boolean isGone(ServedTarget each) {
        return config.targets().stream().noneMatch(target -> target.name().equals(each.name()));
    }

    /** Ends the alarms of targets that nobody serves any more: else they would stay open for good. */
    private static void retire(List<ServedTarget> targets) {
        targets.forEach(ServedTarget::retire);
        long deadline = System.nanoTime() + RETIRING.toNanos();
        try {
            for (ServedTarget each : targets) {
                if (!each.awaitRest(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
                    log.warn(
                            "The target {} is removed, but was not told within {} s that its open alarms have ended",
                            each.name(),
                            RETIRING.toSeconds());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ServedTarget continued(TargetConfig target, List<ServedTarget> kept) {
        for (ServedTarget each : kept) {
            if (each.name().equals(target.name())) {
                each.change(rules(target));
                return each;
            }
        }
        ServedTarget started = served(target);
        started.start();
        return started;
    }

    /** Whether events are being read for every target. */
    public boolean ready() {
        return served.stream().allMatch(ServedTarget::ready);
    }

    public boolean live() {
        return served.stream().allMatch(ServedTarget::live);
    }

    /** The reason why it is not ready. */
    public String waitsFor() {
        return served.stream()
                .filter(each -> !each.ready())
                .map(ServedTarget::name)
                .collect(Collectors.joining(", ", "the events for ", ""));
    }

    /** Stops all deliveries concurrently, each within 5 s. */
    @Override
    public void close() {
        end(served);
        closeWatch();
        box.close();
    }

    private static void end(List<ServedTarget> targets) {
        targets.forEach(ServedTarget::stop);
        targets.forEach(ServedTarget::close);
    }

    private void closeWatch() {
        if (watch != null) {
            watch.close();
        }
    }
}
