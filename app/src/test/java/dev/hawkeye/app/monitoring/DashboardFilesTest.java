package dev.hawkeye.app.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana would not complain about, but show wrongly or not at all. */
class DashboardFilesTest {
    private static final int COLUMNS = 24;

    private static List<Dashboard> dashboards() {
        return Deploy.dashboards();
    }

    @Test
    void eachDashboardHasAUidOfItsOwn() {
        assertThat(dashboards())
                .extracting(Dashboard::uid)
                .hasSizeGreaterThanOrEqualTo(4)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void eachPanelHasAnIdAndATitle(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .extracting(panel -> panel.path("id").asInt())
                .doesNotHaveDuplicates();
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(panel.path("title").asText()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsDoNotLieOverEachOther(Dashboard dashboard) {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : dashboard.panels()) {
            JsonNode place = panel.path("gridPos");
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isBetween(1, COLUMNS);
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    String cell = (place.path("x").asInt() + x) + ","
                            + (place.path("y").asInt() + y);
                    assertThat(taken.add(cell))
                            .as("%s at %s", panel.path("title"), cell)
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everythingAsksTheProvisionedDatasource(Dashboard dashboard) {
        List<JsonNode> asked = new ArrayList<>(dashboard.json().findValues("datasource"));
        // The list of alerts knows it by name.
        asked.removeIf(JsonNode::isTextual);

        assertThat(asked).isNotEmpty().allSatisfy(one -> {
            assertThat(one.path("uid")).isEqualTo(Deploy.datasource().path("uid"));
            assertThat(one.path("type")).isEqualTo(Deploy.datasource().path("type"));
        });
        assertThat(dashboard.panels())
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .allSatisfy(panel -> assertThat(panel.has("datasource")).isTrue());
        assertThat(dashboard.panels())
                .filteredOn(panel -> panel.path("type").asText().equals("alertlist"))
                .allSatisfy(panel -> assertThat(panel.path("options").path("datasource"))
                        .isEqualTo(Deploy.datasource().path("name")));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyVariableThatIsUsedIsThere(Dashboard dashboard) {
        Set<String> known = new HashSet<>();
        dashboard.variables().forEach(variable -> known.add(variable.name()));

        Matcher use = Variables.USE.matcher(dashboard.json().toString());
        Set<String> used = new HashSet<>();
        while (use.find()) {
            used.add(use.group(1) == null ? use.group(2) : use.group(1));
        }

        assertThat(used).isNotEmpty();
        used.removeIf(name -> name.startsWith("__"));
        assertThat(known).containsExactlyInAnyOrderElementsOf(used);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queriesOfOnePanelHaveDifferentIds(Dashboard dashboard) {
        assertThat(dashboard.panels())
                .allSatisfy(panel -> assertThat(panel.path("targets").findValuesAsText("refId"))
                        .doesNotHaveDuplicates());
    }

    @Test
    void ratesAreMadeForTheScrapeIntervalThatThereIs() {
        assertThat(Deploy.datasource().path("jsonData").path("timeInterval"))
                .isEqualTo(Deploy.scrapeConfiguration().path("global").path("scrape_interval"));
    }

    @Test
    void aPanelTurnsRedWhereTheAlertDoes() {
        List<String> compared = new ArrayList<>();
        for (Rule alert : Rule.alerts()) {
            for (Dashboard dashboard : dashboards()) {
                for (JsonNode panel : dashboard.panels()) {
                    JsonNode red = red(panel);
                    if (!red.isMissingNode() && showsTheRecordingOf(alert, panel)) {
                        assertThat(red.asDouble())
                                .as("%s, %s and %s", dashboard.uid(), panel.path("title"), alert)
                                .isEqualTo(alert.bound());
                        compared.add(alert.name());
                    }
                }
            }
        }
        assertThat(compared)
                .contains(
                        "HawkeyeFramesDropped",
                        "HawkeyeFramesShed",
                        "HawkeyeFramesFailing",
                        "HawkeyeLatencyAboveBound",
                        "HawkeyeLagGrowing");
    }

    private static JsonNode red(JsonNode panel) {
        for (JsonNode step : panel.at("/fieldConfig/defaults/thresholds/steps")) {
            if (step.path("color").asText().equals("red") && step.path("value").isNumber()) {
                return step.path("value");
            }
        }
        return panel.path("none");
    }

    private static boolean showsTheRecordingOf(Rule alert, JsonNode panel) {
        return Rule.all().stream()
                .filter(rule -> !rule.isAlert())
                .filter(rule -> alert.expression().contains(rule.name()))
                .anyMatch(rule -> panel.path("targets").findValuesAsText("expr").stream()
                        .anyMatch(expression -> expression.contains(rule.name())));
    }
}
