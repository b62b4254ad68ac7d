package dev.hawkeye.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.notify.Receiver.Request;
import dev.hawkeye.notify.alarm.Happenings;
import dev.hawkeye.notify.alarm.Rules;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.testing.ChildProcess;
import dev.hawkeye.testing.Ports;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifyServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int EVENTS = 240;

    @TempDir
    static Path directory;

    private static EventTopic topic;

    @BeforeAll
    static void start() throws Exception {
        topic = new EventTopic(directory.resolve("kafka"));
    }

    @AfterAll
    static void stop() {
        topic.close();
    }

    @Test
    void aKilledProcessLeavesNothingOutAndRepeatsAreKnown() throws Exception {
        try (Receiver disturbed = new Receiver(200);
                Receiver calm = new Receiver(200);
                NotifyService undisturbed =
                        NotifyProcess.start(topic.kafka(), topic.registryUrl(), named("calm", calm.url()))) {
            // given: two who have read nothing yet, and a target that often fails
            AtomicInteger attempts = new AtomicInteger();
            disturbed.answers(() -> attempts.incrementAndGet() % 5 == 0 ? 503 : 200);
            ChildProcess process = startProcess(disturbed.url());
            await().atMost(PATIENCE).until(undisturbed::ready);
            await().atMost(PATIENCE)
                    .until(() -> topic.committed("hawkeye-notify-guard").size() == 3
                            && topic.committed("calm-guard").size() == 3);

            // when: the process is killed twice in the middle
            List<Event> events = events();
            topic.write(events);
            for (int part = 1; part <= 2; part++) {
                int enough = EVENTS * part / 3;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> disturbed.requests().size() > enough);
                process.kill();
                process = startProcess(disturbed.url());
            }

            // then: both were told the same
            Set<String> expected = new LinkedHashSet<>();
            await().atMost(PATIENCE).until(() -> {
                expected.clear();
                expected.addAll(keys(calm.requests()));
                return ended(calm) == 3 && keys(disturbed.requests()).containsAll(expected);
            });
            process.kill();
            assertThat(keys(disturbed.requests())).isEqualTo(expected);
            assertThat(told(calm, "each")).hasSameSizeAs(events);
            assertThat(byCamera(told(disturbed, "each"))).isEqualTo(byCamera(events));
            Map<String, String> bodies = new HashMap<>();
            assertThat(disturbed.requests())
                    .allSatisfy(
                            request -> assertThat(bodies.computeIfAbsent(request.field("key"), key -> request.body()))
                                    .isEqualTo(request.body()));
        }
    }

    @Test
    void aTargetThatIsAwayHoldsUpNoOther() throws Exception {
        int port = Ports.free();
        try (Receiver here = new Receiver(200)) {
            NotifyConfig config = new NotifyConfig(
                    "two",
                    "north",
                    "",
                    List.of(
                            TargetsOfTests.webhook("away", "http://" + Ports.HOST + ":" + port + "/"),
                            TargetsOfTests.webhook("here", here.url())),
                    List.of(Rules.rule("each").config()),
                    Map.of(),
                    Map.of());
            List<Event> events = events();
            MeterRegistry metrics = new SimpleMeterRegistry();
            try (NotifyService service = NotifyProcess.start(topic.kafka(), topic.registryUrl(), config, metrics)) {
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("two-away").size() == 3
                                && topic.committed("two-here").size() == 3);
                topic.write(events);
                await().atMost(PATIENCE).until(() -> told(here, "each").size() == events.size());
                assertThat(service.ready()).isTrue();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(lag(metrics, "away")).isEqualTo(EVENTS));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(lag(metrics, "here")).isZero());
            }

            try (Receiver back = new Receiver(200, port);
                    NotifyService again = NotifyProcess.start(topic.kafka(), topic.registryUrl(), config)) {
                await().atMost(PATIENCE).until(() -> told(back, "each").size() == events.size());
                assertThat(byCamera(told(back, "each"))).isEqualTo(byCamera(events));
                assertThat(again.live()).isTrue();
            }
            assertThat(here.requests()).hasSameSizeAs(events);
        }
    }

    @Test
    void aSlowTargetIsToldOnceOfManyAlarmsThatEndTogether() throws Exception {
        int cameras = 16;
        try (Receiver receiver = new Receiver(200)) {
            // given alarms of many cameras, whose ends take the target longer than a consumer may be away from its
            // group
            NotifyConfig config = new NotifyConfig(
                    "slow",
                    "north",
                    "",
                    List.of(TargetsOfTests.webhook("guard", receiver.url())),
                    List.of(Rules.rule("group").groupWithin(2).config()),
                    Map.of(),
                    Map.of("max.poll.interval.ms", "10000"));
            try (NotifyService service = NotifyProcess.start(topic.kafka(), topic.registryUrl(), config)) {
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("slow-guard").size() == 3);
                receiver.answers(() -> afterASecond(200));
                List<Event> events = new ArrayList<>();
                for (int i = 0; i < cameras; i++) {
                    events.add(Happenings.crossed("slow-" + i, "slow-" + i, 0));
                }
                // when
                topic.write(events);
                // then
                await().atMost(PATIENCE).until(() -> ended(receiver) >= cameras);
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("slow-guard").values().stream()
                                .allMatch(each -> each.metadata().isEmpty()
                                        || each.metadata().endsWith(" ")));
                assertThat(ended(receiver)).isEqualTo(cameras);
                assertThat(service.live()).isTrue();
            }
        }
    }

    private static int afterASecond(int status) {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return status;
    }

    @Test
    void rulesChangeWhileItRuns() throws Exception {
        try (Receiver receiver = new Receiver(200)) {
            NotifyConfig grouped = named("changing", receiver.url());
            try (NotifyService service = NotifyProcess.start(topic.kafka(), topic.registryUrl(), grouped)) {
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("changing-guard").size() == 3);
                topic.write(List.of(Happenings.entered("open", "camera-1", 0)));
                await().atMost(PATIENCE).until(() -> keys(receiver.requests()).size() == 2);

                service.change(
                        with(
                                grouped,
                                grouped.targets(),
                                List.of(Rules.rule("other").config())),
                        List.of());
                await().atMost(PATIENCE).until(() -> ended(receiver) == 1);
                topic.write(List.of(Happenings.crossed("next", "camera-1", 1)));
                await().atMost(PATIENCE).until(() -> told(receiver, "other").equals(List.of("camera-1 next")));
            }
        }
    }

    @Test
    void targetsComeGoAndMoveWhileItRunsAndTheOthersDoNotNotice() throws Exception {
        try (Receiver stays = new Receiver(200);
                Receiver before = new Receiver(200);
                Receiver after = new Receiver(200);
                Receiver goes = new Receiver(200);
                Receiver comes = new Receiver(200)) {
            // given: three targets, of which one will have another address, and one will be gone
            MeterRegistry metrics = new SimpleMeterRegistry();
            NotifyConfig three = new NotifyConfig(
                    "targets",
                    "north",
                    "",
                    List.of(
                            TargetsOfTests.webhook("stays", stays.url()),
                            TargetsOfTests.webhook("moves", before.url()),
                            TargetsOfTests.webhook("goes", goes.url())),
                    List.of(Rules.rule("each").config()),
                    Map.of(),
                    Map.of());
            try (NotifyService service = NotifyProcess.start(topic.kafka(), topic.registryUrl(), three, metrics)) {
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("targets-stays").size() == 3
                                && topic.committed("targets-moves").size() == 3
                                && topic.committed("targets-goes").size() == 3);
                topic.write(List.of(Happenings.crossed("first", "camera-1", 0)));
                await().atMost(PATIENCE)
                        .until(() -> told(before, "each").size() == 1
                                && told(goes, "each").size() == 1
                                && told(stays, "each").size() == 1);

                // when
                service.change(
                        with(
                                three,
                                List.of(
                                        TargetsOfTests.webhook("comes", comes.url()),
                                        TargetsOfTests.webhook("moves", after.url()),
                                        TargetsOfTests.webhook("stays", stays.url())),
                                three.rules()),
                        List.of());
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("targets-comes").size() == 3);
                topic.write(List.of(Happenings.crossed("second", "camera-1", 1)));

                // then
                await().atMost(PATIENCE)
                        .until(() -> told(after, "each").equals(List.of("camera-1 second"))
                                && told(comes, "each").equals(List.of("camera-1 second"))
                                && told(stays, "each").equals(List.of("camera-1 first", "camera-1 second")));
                assertThat(told(before, "each")).containsExactly("camera-1 first");
                assertThat(told(goes, "each")).containsExactly("camera-1 first");
                assertThat(service.ready()).isTrue();
                assertThat(up(metrics)).containsExactlyInAnyOrder("stays", "moves", "comes");
            }
        }
    }

    @Test
    void aTargetThatIsRemovedIsToldThatItsAlarmsHaveEnded() throws Exception {
        try (Receiver stays = new Receiver(200);
                Receiver goes = new Receiver(200)) {
            // given
            NotifyConfig two = new NotifyConfig(
                    "removing",
                    "north",
                    "",
                    List.of(TargetsOfTests.webhook("stays", stays.url()), TargetsOfTests.webhook("goes", goes.url())),
                    List.of(Rules.rule("group").groupWithin(5).config()),
                    Map.of(),
                    Map.of());
            try (NotifyService service = NotifyProcess.start(topic.kafka(), topic.registryUrl(), two)) {
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("removing-stays").size() == 3
                                && topic.committed("removing-goes").size() == 3);
                topic.write(List.of(Happenings.entered("open", "camera-1", 0)));
                await().atMost(PATIENCE)
                        .until(() -> told(stays, "group").size() == 1
                                && told(goes, "group").size() == 1);

                // when
                service.change(with(two, two.targets().subList(0, 1), two.rules()), List.of());

                // then
                assertThat(goes.requests())
                        .extracting(request -> request.field("type"))
                        .containsExactly("alarm-began", "alarm-ended");
                assertThat(stays.requests())
                        .extracting(request -> request.field("type"))
                        .containsExactly("alarm-began");
            }
        }
    }

    @Test
    void aTargetThatIsAwayIsRemovedAllTheSame() throws Exception {
        try (Receiver stays = new Receiver(200);
                Receiver goes = new Receiver(503)) {
            AtomicInteger attempts = new AtomicInteger();
            goes.answers(() -> {
                attempts.incrementAndGet();
                return 503;
            });
            MeterRegistry metrics = new SimpleMeterRegistry();
            NotifyConfig two = new NotifyConfig(
                    "removing-away",
                    "north",
                    "",
                    List.of(TargetsOfTests.webhook("stays", stays.url()), TargetsOfTests.webhook("goes", goes.url())),
                    List.of(Rules.rule("group").groupWithin(5).config()),
                    Map.of(),
                    Map.of());
            try (NotifyService service = NotifyProcess.start(topic.kafka(), topic.registryUrl(), two, metrics)) {
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("removing-away-stays").size() == 3
                                && topic.committed("removing-away-goes").size() == 3);
                topic.write(List.of(Happenings.entered("open", "camera-1", 0)));
                await().atMost(PATIENCE).until(() -> told(stays, "group").size() == 1 && attempts.get() > 0);

                service.change(with(two, two.targets().subList(0, 1), two.rules()), List.of());

                assertThat(up(metrics)).containsExactly("stays");
                assertThat(service.ready()).isTrue();
            }
        }
    }

    @Test
    void aChangeThatNamesAnUnusableFileChangesNothing() throws Exception {
        try (Receiver receiver = new Receiver(200)) {
            NotifyConfig good = named("unchanged", receiver.url());
            try (NotifyService service = NotifyProcess.start(topic.kafka(), topic.registryUrl(), good)) {
                await().atMost(PATIENCE)
                        .until(() -> topic.committed("unchanged-guard").size() == 3);
                TargetConfig bad = TargetsOfTests.webhook(
                        "new", "https://localhost/", Duration.ofDays(1), directory.resolve("absent.pem"));

                assertThatThrownBy(() -> service.change(with(good, List.of(bad), good.rules()), List.of()))
                        .isInstanceOf(UserException.class)
                        .hasMessageContaining("trust of the target new");

                topic.write(List.of(Happenings.crossed("still", "camera-1", 0)));
                await().atMost(PATIENCE).until(() -> told(receiver, "each").equals(List.of("camera-1 still")));
            }
        }
    }

    @Test
    void whatATargetRefusesIsOnTheTopicOfDeadLetters() throws Exception {
        try (Receiver receiver = new Receiver(410);
                NotifyService service =
                        NotifyProcess.start(topic.kafka(), topic.registryUrl(), named("refused", receiver.url()))) {
            await().atMost(PATIENCE)
                    .until(() -> topic.committed("refused-guard").size() == 3);
            topic.write(List.of(Happenings.crossed("no-1", "camera-1", 0)));

            try (KafkaConsumer<String, String> reader = topic.reader(EventTopic.TOPICS.notifyDlq())) {
                List<ConsumerRecord<String, String>> letters = new ArrayList<>();
                await().pollInSameThread().atMost(PATIENCE).until(() -> {
                    reader.poll(Duration.ofMillis(100)).forEach(letters::add);
                    return letters.size() == 2;
                });
                assertThat(letters).allSatisfy(letter -> {
                    assertThat(letter.key()).isEqualTo("camera-1");
                    assertThat(letter.value()).contains("\"eventId\":\"no-1\"");
                    assertThat(letter.headers().lastHeader("hawkeye.reason").value())
                            .asString()
                            .isEqualTo("refused");
                });
            }
            assertThat(service.live()).isTrue();
        }
    }

    private static double lag(MeterRegistry metrics, String target) {
        return metrics.get("hawkeye.notify.lag.records")
                .tag("target", target)
                .gauge()
                .value();
    }

    private static Set<String> up(MeterRegistry metrics) {
        return metrics.find("hawkeye.notify.target.up").gauges().stream()
                .map(gauge -> gauge.getId().getTag("target"))
                .collect(Collectors.toSet());
    }

    private static NotifyConfig with(NotifyConfig config, List<TargetConfig> targets, List<RuleConfig> rules) {
        return new NotifyConfig(
                config.applicationId(),
                config.site(),
                config.console(),
                targets,
                rules,
                config.secrets(),
                config.kafka());
    }

    private static NotifyConfig named(String application, String url) {
        NotifyConfig config = NotifyProcess.config(url);
        return new NotifyConfig(
                application, config.site(), config.console(), config.targets(), config.rules(), Map.of(), Map.of());
    }

    private static ChildProcess startProcess(String url) throws Exception {
        return NotifyProcess.child(topic, url, directory.resolve("notify.log"));
    }

    /** Crossings before three cameras: an alarm of each ends after 80 s of them, and another one begins after a pause. */
    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(Happenings.crossed("event-" + i, "camera-" + i % 3, i / 3));
        }
        return events;
    }

    private static Set<String> keys(List<Request> requests) {
        return requests.stream()
                .map(request -> request.field("key"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static long ended(Receiver receiver) {
        return receiver.requests().stream()
                .filter(request -> request.field("type").equals("alarm-ended"))
                .count();
    }

    /** The events of a rule, each where it came first. */
    private static List<String> told(Receiver receiver, String rule) {
        return receiver.requests().stream()
                .filter(request -> request.field("rule").equals(rule))
                .map(request -> request.field("camera") + " " + request.field("eventId"))
                .distinct()
                .toList();
    }

    private static Map<String, List<String>> byCamera(List<?> told) {
        return told.stream()
                .map(one -> one instanceof Event event ? event.getCamera() + " " + event.getId() : one.toString())
                .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf(' '))));
    }
}
