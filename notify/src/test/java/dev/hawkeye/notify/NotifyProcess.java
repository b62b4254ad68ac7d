package dev.hawkeye.notify;

import dev.hawkeye.notify.alarm.Rules;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.testing.ChildProcess;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A process that tells one webhook each event, and alarms, or an actuator each event: arguments are Kafka, registry, and the webhook or
 * "commands".
 */
final class NotifyProcess {
    static final List<RuleConfig> RULES = List.of(
            Rules.rule("each").config(),
            Rules.rule("group").groupWithin(5).cooldown(20).config());

    static final String COMMANDS = "commands";

    /** As in run: the next process takes the place of one that was killed at once. */
    static final Map<String, Object> MEMBER = Map.of("group.instance.id", "one");

    private NotifyProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        boolean commands = arguments[2].equals(COMMANDS);
        Map<String, Object> kafka = new HashMap<>(commands ? MEMBER : Map.of("session.timeout.ms", 6_000));
        kafka.put("bootstrap.servers", arguments[0]);
        start(kafka, arguments[1], commands ? commands() : config(arguments[2]));
        new CountDownLatch(1).await();
    }

    /** @param told URL of the webhook, or {@link #COMMANDS} */
    static ChildProcess child(EventTopic topic, String told, Path log) throws IOException {
        List<String> program = List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                NotifyProcess.class.getName(),
                String.valueOf(topic.kafka().get("bootstrap.servers")),
                topic.registryUrl(),
                told);
        return ChildProcess.start(program, Map.of(), log);
    }

    static NotifyConfig config(String url) {
        return TargetsOfTests.config(List.of(TargetsOfTests.webhook("guard", url)), RULES, Map.of());
    }

    static NotifyConfig commands() {
        return new NotifyConfig(
                "actuators",
                "north",
                "",
                List.of(TargetsOfTests.commands("sprinkler", Duration.ofMinutes(5))),
                List.of(Rules.rule("each").config()),
                Map.of(),
                Map.of());
    }

    static NotifyService start(Map<String, Object> kafka, String registry, NotifyConfig config) {
        return start(kafka, registry, config, new SimpleMeterRegistry());
    }

    static NotifyService start(Map<String, Object> kafka, String registry, NotifyConfig config, MeterRegistry metrics) {
        NotifyService service = new NotifyService(
                config,
                ZoneOffset.UTC,
                List.of(),
                kafka,
                EventTopic.TOPICS,
                SchemaRegistry.connect(Map.of(SchemaRegistry.URL, registry)),
                metrics);
        service.start();
        return service;
    }
}
