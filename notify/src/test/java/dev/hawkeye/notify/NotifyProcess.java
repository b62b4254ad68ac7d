package dev.hawkeye.notify;

import dev.hawkeye.notify.alarm.Rules;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.schemas.SchemaRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A process that tells one webhook each event, and alarms: arguments are Kafka, registry and webhook. */
final class NotifyProcess {
    static final List<RuleConfig> RULES = List.of(
            Rules.rule("each").config(),
            Rules.rule("group").groupWithin(5).cooldown(20).config());

    private NotifyProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        start(
                Map.of("bootstrap.servers", arguments[0], "session.timeout.ms", 6_000),
                arguments[1],
                config(arguments[2]));
        new CountDownLatch(1).await();
    }

    static NotifyConfig config(String url) {
        return TargetsOfTests.config(List.of(TargetsOfTests.webhook("guard", url)), RULES, Map.of());
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
