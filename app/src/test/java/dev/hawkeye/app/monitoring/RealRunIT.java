package dev.hawkeye.app.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.app.DemoSite;
import dev.hawkeye.app.monitoring.PrometheusApi.Sample;
import dev.hawkeye.schemas.WindowCount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Asks a real Prometheus, which scrapes a whole pipeline, all that dashboards and rules would ask it. */
class RealRunIT {
    private static final String TOKEN = "a-token-of-the-test-0123456789";
    private static final int RANGE_SECONDS = 300;
    private static final int WINDOW_SECONDS = 8;
    private static final String WINDOW_END = "hawkeye_window_end_timestamp_seconds";

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    /** How long all may take until it has data, once windows are final; and how long one query may take after that. */
    private static final Duration WARM_UP = Duration.ofMinutes(3);

    private static final Duration AFTER_THAT = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static DemoSite site;
    private static PrometheusServer server;
    private static PrometheusApi prometheus;
    private static Instant warm;

    @BeforeAll
    static void start() throws Exception {
        Installed.program("prometheus");
        site = DemoSite.start(
                Files.createDirectories(directory.resolve("site")),
                Map.of(
                        "http.token",
                        TOKEN,
                        "aggregator.window",
                        WINDOW_SECONDS + " s",
                        "aggregator.advance",
                        WINDOW_SECONDS + " s",
                        // A slow machine shall not shed what is to be counted.
                        "detector.max-frame-age",
                        "1 m",
                        "notify.targets",
                        List.of(
                                Map.of("name", "nobody", "type", "webhook", "url", "http://127.0.0.1:9/"),
                                Map.of("name", "siren", "type", "commands", "command", Map.of("action", "on"))),
                        "clips.storage",
                        directory.resolve("clips").toString(),
                        "clips.events",
                        List.of("crossed"),
                        "cameras",
                        List.of(street("market"), street("station"))));
        Path scraping = Files.createDirectories(directory.resolve("prometheus"));
        server = PrometheusServer.start(Scraping.write(scraping, "127.0.0.1:" + site.port(), "run", TOKEN), scraping);
        prometheus = server.api();
        await("final windows of both cameras")
                .atMost(PATIENCE)
                .until(() -> prometheus.at(now(), WINDOW_END).size() == 2);
        warm = Instant.now().plus(WARM_UP);
    }

    private static Map<String, Object> street(String id) {
        // Over the whole picture, so that there is something in the zone and at the line soon.
        return Map.of(
                "id",
                id,
                "url",
                "synthetic:street?fps=2",
                "fps",
                2,
                "zones",
                List.of(Map.of("name", "left", "points", List.of(at(0, 0), at(.5, 0), at(.5, 1), at(0, 1)))),
                "lines",
                List.of(Map.of("name", "middle", "points", List.of(at(.5, 0), at(.5, 1)))));
    }

    private static List<Double> at(double x, double y) {
        return List.of(x, y);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (site != null) {
            site.close();
        }
    }

    private static Stream<Dashboard.Query> queries() {
        return Deploy.dashboards().stream().flatMap(dashboard -> dashboard.queries().stream());
    }

    @ParameterizedTest
    @MethodSource("queries")
    void aQueryOfAPanelHasData(Dashboard.Query query) {
        awaitData(query.toString(), () -> {
            String expression = variablesOf(query.dashboard()).in(query.expression());
            return query.instant() ? prometheus.at(now(), expression) : range(expression);
        });
    }

    private static List<Rule> rules() {
        return Rule.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void whatARuleComparesHasData(Rule rule) {
        awaitData(rule.name(), () -> prometheus.at(now(), rule.compared()));
    }

    @Test
    void allTargetsAreUpAndHaveTheLabelsThatQueriesCountOn() {
        awaitData("up", () -> prometheus.at(now(), "up == 1"));

        assertThat(prometheus.at(now(), "up"))
                .singleElement()
                .satisfies(up -> assertThat(up.labels())
                        .containsEntry("job", "hawkeye")
                        .containsEntry("site", "demo")
                        .containsEntry("service", "run"));
    }

    /** A scrape may fall into the moment when a window ends, so one is taken that has the same window before and after. */
    @Test
    void theLastFinalWindowOfADashboardIsThatOfTheTopic() {
        String end = WINDOW_END + "{camera=\"market\"}";
        List<Dashboard.Query> table = Deploy.dashboard("hawkeye-camera").queries("Last final window");
        double time = await("a window with something in it")
                .atMost(PATIENCE)
                .until(
                        () -> quietMoment(end)
                                .filter(moment -> byClass(moment, table.get(1)).values().stream()
                                        .anyMatch(peak -> peak > 0)),
                        Optional::isPresent)
                .orElseThrow();
        long windowEnd = Math.round(prometheus.at(time, end).get(0).value() * 1000);

        Map<String, Double> mean = byClass(time, table.get(0));
        Map<String, Double> peak = byClass(time, table.get(1));
        Map<String, Double> framesWith = byClass(time, table.get(2));

        assertThat(byClass(
                        time,
                        Deploy.dashboard("hawkeye-camera")
                                .queries("In view on average")
                                .get(0)))
                .isEqualTo(mean);
        for (String className : peak.keySet()) {
            long windowStart = windowEnd - WINDOW_SECONDS * 1000L;
            if (peak.get(className) > 0) {
                WindowCount count = await("the record of " + className)
                        .atMost(PATIENCE)
                        .until(() -> site.finalCount("market", className, windowStart), Optional::isPresent)
                        .orElseThrow();
                assertThat(mean.get(className)).isEqualTo(count.getMean());
                assertThat(peak.get(className)).isEqualTo(count.getPeak());
                assertThat(framesWith.get(className)).isEqualTo((double) count.getFramesWith());
            } else {
                assertThat(site.finalCount("market", className, windowStart)).isEmpty();
            }
        }
    }

    private static Optional<Double> quietMoment(String end) {
        double moment = Math.floor(now()) - 4;
        List<Sample> ends = prometheus.between(moment - 3, moment + 3, 1, end);
        return Optional.of(moment)
                .filter(some -> ends.size() == 7 && ends.stream().distinct().count() == 1);
    }

    private static Map<String, Double> byClass(double time, Dashboard.Query query) {
        Map<String, Double> values = new TreeMap<>();
        prometheus
                .at(time, variablesOf(query.dashboard()).in(query.expression()))
                .forEach(sample -> values.put(sample.labels().get("class"), sample.value()));
        return values;
    }

    private static Variables variablesOf(String dashboard) {
        Variables variables = new Variables(RANGE_SECONDS, Scraping.SECONDS);
        variables.fill(Deploy.dashboard(dashboard), prometheus);
        return variables;
    }

    private static List<Sample> range(String expression) {
        return prometheus.between(now() - RANGE_SECONDS, now(), Scraping.SECONDS, expression);
    }

    private static double now() {
        return System.currentTimeMillis() / 1000.0;
    }

    private static void awaitData(String what, Supplier<List<Sample>> asking) {
        Duration left = Duration.between(Instant.now(), warm);
        await(what)
                .atMost(left.compareTo(AFTER_THAT) > 0 ? left : AFTER_THAT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .untilAsserted(() -> assertThat(asking.get()).anyMatch(sample -> Double.isFinite(sample.value())));
    }
}
